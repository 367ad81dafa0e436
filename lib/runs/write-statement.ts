// The one statement that stores what runs did: new conversations and runs with their leases, node logs, ends. One
// statement serves runs of many workspaces, and answers which of them were accepted: new runs that were inserted, and
// runs whose lease still carries the writer's token. Rows travel as JSON text, which was measured fastest. The plan is
// made once and kept, perhaps when tables were empty: every table is reached through an array of keys, so that no plan
// reads one from end to end.

import type { PendingQuery, Sql, TransactionSql } from "postgres";
import type { LargeMembers, LargeValues, RunEndStatus, RunError, Wait } from "../run-log/events";
import type { JsonObject } from "../shared/json";
import { originParts } from "./origin-statement";
import { type WaitBatch, withoutWaits, withWaits } from "./wait-statement";

/** Times are ISO texts, JSON columns values: exactly what goes into the statement. */
export interface ConversationInsert {
  id: string;
  workspace_id: string;
  agent_id: string;
  user_id: string | null;
  end_user_id: string | null;
  metadata: JsonObject;
  title: string;
}

export interface RunInsert {
  id: string;
  workspace_id: string;
  workflow_id: string;
  version_id: string | null;
  deployment_id: string | null;
  agent_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  previous_run_id: string | null;
  /** It goes on after what its conversation shows; without it, it is a version beside another one, and meant to be. */
  follows_head: boolean;
  kind: string;
  trigger: string;
  user_query: string | null;
  inputs: JsonObject;
  agent_name: string | null;
  workflow_name: string;
  graph_checksum: string;
  metadata: JsonObject | null;
  created_by: string | null;
  created_at: string;
  /** Of the lease. */
  owner: string;
  token: number;
  lease_ms: number;
  /** Of a run that a node of another one started. */
  parent_run_id?: string;
  parent_path?: string | null;
  depth?: number;
  /** Of a run that goes its own way from a node of another one on. */
  forked_from?: { runId: string; nodeId: string };
}

export interface NodeRow {
  run_id: string;
  workspace_id: string;
  path: string;
  attempt: number;
  seq: number;
  rank: number;
  node_id: string;
  node_name: string;
  node_type: string;
  render_mode: string;
  status: string;
  summary: string | null;
  content: string | null;
  thought: string | null;
  /** Whether its finished message waits for earlier speakers. */
  held: boolean;
  started_at: string;
  finished_at: string | null;
  duration_ms: number | null;
  tokens: number;
  cost: number | null;
  retry_count: number;
  inputs: JsonObject | null;
  outputs: JsonObject | null;
  handles: string[] | null;
  writes: JsonObject | null;
  error: RunError | null;
  usage: object | null;
  events: object[] | null;
  /** What is too large to stand in inputs and outputs. */
  large?: LargeValues;
  /** What a paused node waits for. */
  wait?: Wait;
}

export interface RunEnd {
  id: string;
  status: RunEndStatus;
  final_response: string | null;
  outputs: JsonObject | null;
  large_outputs?: LargeMembers;
  error: RunError | null;
  model_id: string | null;
  model_name: string | null;
  prompt_tokens: number;
  completion_tokens: number;
  cost: number;
  currency: string | null;
  first_token_ms: number | null;
  node_executions: number;
  finished_at: string;
  /** Variables of scope conversation, null where the run has no conversation. */
  variables: JsonObject | null;
  /** The run that may wait for this one's end. */
  parent_run_id?: string;
}

/** Everything one flush stores. */
export interface Batch {
  conversations: ConversationInsert[];
  inserts: RunInsert[];
  /** Runs that were accepted by an earlier flush, with the token the writer holds. */
  owned: { run_id: string; token: number }[];
  nodes: NodeRow[];
  ends: RunEnd[];
  /** Present where a run of the batch waits, has waited, or is waited for. */
  waits?: WaitBatch;
}

const text = (rows: object[]) => JSON.stringify(rows);

/**
 * Stores a batch inside the transaction; gives the ids of the runs whose rows were accepted. The prefix asks for the
 * plan instead.
 */
export function writeBatch<T extends readonly object[] = { run_id: string }[]>(
  sql: Sql | TransactionSql,
  batch: Batch,
  prefix: "" | "explain (costs off)" = "",
): PendingQuery<T> {
  const parts = batch.waits ? withWaits(sql, batch.waits) : withoutWaits(sql);
  const origin = originParts(sql, batch.inserts);
  return sql<T>`${sql.unsafe(prefix)}
    with new_end as (
      select * from json_to_recordset(${text(batch.ends)}::text::json) as r(
        id uuid, status text, final_response text, outputs json, large_outputs json, error json, model_id uuid, model_name text,
        prompt_tokens int, completion_tokens int, cost numeric, currency text, first_token_ms int,
        node_executions int, finished_at timestamptz, variables jsonb${parts.endColumns})
    ),
    new_row as (
      select * from json_to_recordset(${text(batch.inserts)}::text::json) as r(
        id uuid, workspace_id uuid, workflow_id uuid, version_id uuid, deployment_id uuid, agent_id uuid,
        conversation_id uuid, user_id uuid, previous_run_id uuid, follows_head boolean, kind text, trigger text,
        user_query text,
        inputs json, agent_name text, workflow_name text, graph_checksum text, metadata json, created_by uuid,
        created_at timestamptz, owner uuid, token bigint, lease_ms int${origin.columns})
    ),
    new_conversation as (
      insert into conversations (id, workspace_id, agent_id, user_id, end_user_id, metadata, title, head_run_id, run_count,
        total_tokens, total_cost, variables)
      select r.id, r.workspace_id, r.agent_id, r.user_id, r.end_user_id, r.metadata, r.title, n.id, 1,
        coalesce(e.prompt_tokens + e.completion_tokens, 0), coalesce(e.cost, 0), coalesce(e.variables, '{}')
      from json_to_recordset(${text(batch.conversations)}::text::json) as r(
        id uuid, workspace_id uuid, agent_id uuid, user_id uuid, end_user_id uuid, metadata jsonb, title text)
      join new_row n on n.conversation_id = r.id
      left join new_end e on e.id = n.id
      on conflict (id) do nothing
    ),
    new_run as (
      insert into runs (id, workspace_id, workflow_id, version_id, deployment_id, agent_id, conversation_id, user_id,
        previous_run_id, kind, trigger, status, user_query, inputs, agent_name, workflow_name, graph_checksum,
        metadata, created_by, created_at, started_at, final_response, outputs, large_outputs, error, model_id, model_name,
        prompt_tokens, completion_tokens, total_tokens, cost, currency, first_token_ms, node_executions, finished_at${origin.names})
      select r.id, r.workspace_id, r.workflow_id, r.version_id, r.deployment_id, r.agent_id, r.conversation_id,
        r.user_id, r.previous_run_id, r.kind, r.trigger, coalesce(e.status, 'running'), r.user_query, r.inputs,
        r.agent_name, r.workflow_name, r.graph_checksum, r.metadata, r.created_by, r.created_at, r.created_at,
        e.final_response, e.outputs, e.large_outputs, e.error, e.model_id, e.model_name, coalesce(e.prompt_tokens, 0),
        coalesce(e.completion_tokens, 0), coalesce(e.prompt_tokens, 0) + coalesce(e.completion_tokens, 0),
        coalesce(e.cost, 0), e.currency, e.first_token_ms, coalesce(e.node_executions, 0), e.finished_at${origin.values}
      from new_row r left join new_end e on e.id = r.id
      on conflict (id) do nothing
      returning id, workspace_id, conversation_id, status
    ),
    new_lease as (
      insert into run_leases (run_id, workspace_id, workflow_id, owner, token, expires_at)
      select r.id, r.workspace_id, r.workflow_id, r.owner, r.token, now() + r.lease_ms * interval '1 millisecond'
      from new_row r join new_run n on n.id = r.id and n.status = 'running'
    ),
    known as (
      select * from json_to_recordset(${text(batch.owned)}::text::json) as r(run_id uuid, token bigint)
      -- New runs have a lease when they were sent before and only the answer got lost.
      union all select id, token from new_row
    ),
    ${parts.held}
    accepted as (
      select run_id from held
      union all select id from new_run
      -- Ended by this very batch when it was sent before and only the answer got lost.
      union all select e.id from new_end e join runs r on r.id = e.id and r.finished_at = e.finished_at
      where r.id = any (array(select id from new_end))
    ),
    node as (
      insert into run_node_logs as log (run_id, workspace_id, path, attempt, seq, rank, node_id, node_name, node_type,
        render_mode, status, summary, content, thought, held, started_at, finished_at, duration_ms, tokens, cost, retry_count,
        inputs, outputs, handles, writes, error, usage, events, large${parts.nodeNames})
      select r.run_id, r.workspace_id, r.path, r.attempt, r.seq, r.rank, r.node_id, r.node_name, r.node_type,
        r.render_mode, r.status, r.summary, r.content, r.thought, r.held, r.started_at, r.finished_at, r.duration_ms, r.tokens, r.cost,
        r.retry_count, r.inputs, r.outputs, r.handles, r.writes, r.error, r.usage, r.events, r.large${parts.nodeValues}
      from json_to_recordset(${text(batch.nodes)}::text::json) as r(
        run_id uuid, workspace_id uuid, path text, attempt int, seq int, rank int, node_id text, node_name text,
        node_type text, render_mode text, status text, summary text, content text, thought text, held boolean, started_at timestamptz,
        finished_at timestamptz, duration_ms int, tokens int, cost numeric, retry_count int, inputs json,
        outputs json, handles json, writes json, error json, usage json, events json, large json${parts.nodeColumns})
      join accepted a on a.run_id = r.run_id
      on conflict (run_id, path, attempt) do update set seq = excluded.seq, status = excluded.status,
        summary = excluded.summary, content = excluded.content, thought = excluded.thought, held = excluded.held, finished_at = excluded.finished_at,
        duration_ms = excluded.duration_ms, tokens = excluded.tokens, cost = excluded.cost,
        retry_count = excluded.retry_count, inputs = excluded.inputs, large = excluded.large, outputs = excluded.outputs, handles = excluded.handles,
        writes = excluded.writes, error = excluded.error, usage = excluded.usage, events = excluded.events${parts.nodeChanges}
    ),
    ended as (
      update runs set status = e.status, final_response = e.final_response, outputs = e.outputs, large_outputs = e.large_outputs, error = e.error,
        model_id = e.model_id, model_name = e.model_name, prompt_tokens = e.prompt_tokens,
        completion_tokens = e.completion_tokens, total_tokens = e.prompt_tokens + e.completion_tokens, cost = e.cost,
        currency = e.currency, first_token_ms = e.first_token_ms, node_executions = e.node_executions,
        finished_at = e.finished_at
      from new_end e join held on held.run_id = e.id
      where runs.id = e.id and runs.id = any (array(select run_id from held))
        and runs.status in ('pending', 'running', 'paused')
      returning runs.id, runs.conversation_id
    ),
    released as (
      delete from run_leases l using ended where l.run_id = ended.id and l.run_id = any (array(select id from ended))
    ),
    talk as (
      update conversations c set head_run_id = t.id,
        -- Another process may have had a question answered since this one looked: then nothing of the run may stay, and
        -- no count is what the table refuses. This row is read anew once its lock is had, so no look comes before.
        run_count = case when t.follows_head and c.head_run_id is distinct from t.previous_run_id then null
          else c.run_count + t.added end,
        total_tokens = c.total_tokens + coalesce(e.prompt_tokens + e.completion_tokens, 0),
        total_cost = c.total_cost + coalesce(e.cost, 0), variables = coalesce(e.variables, c.variables),
        last_activity_at = now(), updated_at = now()
      from (
        select n.id, n.conversation_id, 1 as added, r.follows_head, r.previous_run_id
        from new_run n join new_row r on r.id = n.id where n.conversation_id is not null
        union all
        select id, conversation_id, 0, false, null from ended where conversation_id is not null
      ) t left join new_end e on e.id = t.id
      where c.id = t.conversation_id and c.id = any (array(
        select conversation_id from new_run union all select conversation_id from ended
      ))
    )${parts.more}
    select run_id${parts.answer} from accepted`;
}
