// Stores calls and adds what they used to their day, in one statement: a batch that is sent a second time, because only
// its answer was lost, adds no call twice. Knows rows alone.

import type { Sql } from "@/db/client";

export interface CallBatch {
  calls: readonly object[];
  runEnds: readonly object[];
}

/** Stores a batch. Rows of a day are written in their order, so that processes never wait for each other in a circle. */
export async function writeCalls(sql: Sql, batch: CallBatch): Promise<void> {
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(batch.calls)}::text::json) as r(
        id uuid, workspace_id uuid, kind text, run_id uuid, path text, workflow_id uuid, conversation_id uuid,
        agent_id uuid, agent_name text, payer_agent_id uuid, user_id uuid, model_id uuid, provider_id uuid, key_id uuid,
        tool_id uuid, target_name text, method text, endpoint text, parameters jsonb, request_body jsonb,
        response_body jsonb, status text, status_code int, request_bytes int, response_bytes int, latency_ms int,
        prompt_tokens int, completion_tokens int, total_tokens int, cached_tokens int, cost numeric, currency text,
        error jsonb, retry_count int, tags text[], created_at timestamptz)
    ),
    new_call as (
      insert into call_logs (id, workspace_id, kind, run_id, path, workflow_id, conversation_id, agent_id, agent_name,
        user_id, model_id, provider_id, key_id, tool_id, target_name, method, endpoint, parameters, request_body,
        response_body, status, status_code, request_bytes, response_bytes, latency_ms, prompt_tokens,
        completion_tokens, total_tokens, cached_tokens, cost, currency, error, retry_count, tags, created_at)
      select r.id, r.workspace_id, r.kind, r.run_id, r.path, r.workflow_id, r.conversation_id, r.agent_id,
        coalesce(r.agent_name, (select a.name from agents a where a.id = r.agent_id)), r.user_id, r.model_id,
        r.provider_id, r.key_id, r.tool_id, r.target_name, r.method, r.endpoint, r.parameters, r.request_body,
        r.response_body, r.status, r.status_code, r.request_bytes, r.response_bytes, r.latency_ms, r.prompt_tokens,
        r.completion_tokens, r.total_tokens, r.cached_tokens, r.cost, r.currency, r.error, r.retry_count, r.tags,
        r.created_at
      from given r
      on conflict (id) do nothing
      returning id
    ),
    used as (
      select workspace_id, (created_at at time zone 'UTC')::date as day, agent_id, payer_agent_id, workflow_id,
        model_id, user_id, coalesce(currency, 'USD') as currency, coalesce(prompt_tokens, 0) as prompt_tokens,
        coalesce(completion_tokens, 0) as completion_tokens, coalesce(cached_tokens, 0) as cached_tokens,
        1 as calls, (status in ('error', 'timeout'))::int as failed_calls, 0 as runs, 0 as successes,
        0 as duration_ms, coalesce(cost, 0) as cost
      from given join new_call using (id) where kind = 'model'
      union all
      select r.workspace_id, (r.ended_at at time zone 'UTC')::date, r.agent_id, null, r.workflow_id, null, r.user_id, 'USD',
        0, 0, 0, 0, 0, 1, r.successes, r.duration_ms, 0
      from json_to_recordset(${JSON.stringify(batch.runEnds)}::text::json) as r(
        workspace_id uuid, workflow_id uuid, agent_id uuid, user_id uuid, successes int, duration_ms bigint,
        ended_at timestamptz)
    )
    insert into usage_daily as d (id, workspace_id, day, agent_id, payer_agent_id, workflow_id, model_id, user_id, currency,
      prompt_tokens, completion_tokens, cached_tokens, calls, failed_calls, runs, successes, duration_ms, cost)
    select gen_random_uuid(), workspace_id, day, agent_id, payer_agent_id, workflow_id, model_id, user_id, currency,
      sum(prompt_tokens), sum(completion_tokens), sum(cached_tokens), sum(calls), sum(failed_calls), sum(runs),
      sum(successes), sum(duration_ms), sum(cost)
    from used
    group by workspace_id, day, agent_id, payer_agent_id, workflow_id, model_id, user_id, currency
    order by workspace_id, day, agent_id, workflow_id, model_id, user_id, currency, payer_agent_id
    on conflict on constraint usage_daily_key do update set
      prompt_tokens = d.prompt_tokens + excluded.prompt_tokens,
      completion_tokens = d.completion_tokens + excluded.completion_tokens,
      cached_tokens = d.cached_tokens + excluded.cached_tokens, calls = d.calls + excluded.calls,
      failed_calls = d.failed_calls + excluded.failed_calls, runs = d.runs + excluded.runs,
      successes = d.successes + excluded.successes, duration_ms = d.duration_ms + excluded.duration_ms,
      cost = d.cost + excluded.cost`;
}
