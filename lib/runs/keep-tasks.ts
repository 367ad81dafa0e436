// The to-do lists that nodes of a run write, kept as rows: written again as a whole whenever something changes, told
// apart by ids that are made of their places, so that writing them twice changes nothing.

import { createHash } from "node:crypto";
import { systemSql } from "@/db/system";
import type { TaskEntry } from "../nodes/contract";
import { firstIdAt, timeOfId } from "../shared/ids";
import { storableJson, storableText } from "../shared/json";
import type { RunSpec } from "./run-spec";

type Owner = Pick<RunSpec, "id" | "workspaceId" | "agentId">;

/** The same id for the same task of the same run; it sorts by the moment of the run. */
function taskId(runId: string, path: string, key: string, index: number): string {
  const hash = createHash("sha256").update(`${runId} ${path} ${key}`).digest("hex");
  const order = (index % 0x1000).toString(16).padStart(3, "0");
  return `${firstIdAt(timeOfId(runId)).slice(0, 13)}-7${order}-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
}

/** Writes the list of a node as it stands; an event is added wherever a task has changed its status. */
export async function keepTasks(run: Owner, path: string, entries: readonly TaskEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry, index) => ({
    id: taskId(run.id, path, entry.key, index),
    workspace_id: run.workspaceId,
    agent_id: run.agentId,
    run_id: run.id,
    name: storableText(entry.name),
    description: storableText(entry.description),
    status: entry.status,
    output_data: entry.output ? storableJson(entry.output) : null,
    error: entry.error === undefined ? null : storableText(entry.error),
    retry_count: entry.retryCount,
  }));
  const sql = systemSql();
  await sql`
    insert into tasks (id, workspace_id, agent_id, run_id, name, description, status, output_data, error, retry_count,
      events, started_at, finished_at)
    select r.*, case when r.status = 'pending' then '[]'::json else event end,
      case when r.status in ('pending', 'cancelled') then null else now() end,
      case when r.status in ('succeeded', 'failed', 'cancelled') then now() end
    from jsonb_to_recordset(${sql.json(rows)}) as r (id uuid, workspace_id uuid, agent_id uuid, run_id uuid, name text,
      description text, status text, output_data json, error text, retry_count integer),
      lateral (select json_build_array(json_build_object('at', (extract(epoch from now()) * 1000)::bigint,
        'message', r.status || coalesce(': ' || r.error, ''))) as event) e
    on conflict (id) do update set
      status = excluded.status, output_data = excluded.output_data, error = excluded.error,
      retry_count = excluded.retry_count,
      events = case
        when tasks.status = excluded.status and tasks.retry_count = excluded.retry_count then tasks.events
        else (tasks.events::jsonb || excluded.events::jsonb)::json end,
      started_at = coalesce(tasks.started_at, excluded.started_at),
      finished_at = case when tasks.status = excluded.status then tasks.finished_at else excluded.finished_at end`;
}
