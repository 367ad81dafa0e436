// What has to be true when everything has calmed down, read from the database and the counting server's books. Each check
// gives the violations it found, in words.

import type { Sql } from "postgres";
import type { EffectServer } from "./count-effects";
import type { Shape } from "./shapes";
import type { Submitted } from "./submit-runs";

export interface Check {
  what: string;
  violations: string[];
}

export interface Evidence {
  sql: Sql;
  shapes: ReadonlyMap<string, Shape>;
  submitted: Submitted;
  server: EffectServer;
  /** When stopped processes went on. */
  wokenAt: readonly number[];
}

interface RunRow {
  id: string;
  workflow_id: string;
  status: string;
  inputs: { n: number };
  outputs: { result?: unknown } | null;
  final_response: string | null;
  error: unknown;
  finished_at: Date | null;
}

/** What a process may still have sent in the moment in which it was stopped, when it goes on. */
const inFlightMs = 1_500;

/** A request that was on its way when its run was cancelled. */
const onTheWayMs = 250;

const readRuns = (sql: Sql) => sql<RunRow[]>`
  select id, workflow_id, status, inputs, outputs, final_response, error, finished_at from runs order by id`;

function checkEnds({ submitted, shapes }: Evidence, runs: readonly RunRow[]): Check[] {
  const known = new Map(runs.map((run) => [run.id, run]));
  const ended = new Set(["succeeded", "failed", "cancelled"]);
  const open = runs.filter((run) => !ended.has(run.status)).map((run) => `run ${run.id} is ${run.status}`);
  const lost = [...submitted.accepted].filter((id) => !known.has(id)).map((id) => `run ${id} was accepted and is gone`);
  const wrong = runs.flatMap((run) => {
    const shape = shapes.get(run.workflow_id);
    if (!shape || !ended.has(run.status)) return [];
    const { n } = run.inputs;
    const told = JSON.stringify([run.status, run.outputs?.result ?? null, run.final_response ?? ""]);
    const right = JSON.stringify([shape.end ?? "succeeded", shape.result(n), shape.response?.(n) ?? ""]);
    return told === right
      ? []
      : [`run ${run.id} (${shape.name}, ${n}): ${told} not ${right} ${JSON.stringify(run.error)}`];
  });
  return [
    { what: "accepted runs that were lost or never ended", violations: [...lost, ...open] },
    { what: "runs with a wrong end, output or answer", violations: wrong },
  ];
}

async function checkAttempts({ sql }: Evidence): Promise<Check> {
  // Of a path with an end that let the run go on there is no further attempt, and no second end.
  const rows = await sql<{ run_id: string; path: string; attempts: string }[]>`
    select run_id, path, string_agg(attempt || ' ' || status, ', ' order by attempt) as attempts
    from run_node_logs group by run_id, path
    having count(*) filter (where status = 'succeeded') > 1
      or max(attempt) > min(attempt) filter (where status = 'succeeded')`;
  return {
    what: "nodes that ran again after their end was stored (log)",
    violations: rows.map((row) => `run ${row.run_id} ${row.path}: ${row.attempts}`),
  };
}

async function checkEffects({ sql, server, shapes, wokenAt }: Evidence, runs: readonly RunRow[]): Promise<Check[]> {
  const ends = await sql<{ run_id: string; path: string; finished_at: Date }[]>`
    select run_id, path, finished_at from run_node_logs where node_type = 'http-request' and status = 'succeeded'`;
  const endOf = new Map(ends.map((row) => [`${row.run_id} ${row.path}`, row.finished_at.getTime()]));
  const effects = [...server.effects.values()];
  const keys = new Map<string, string[]>();
  for (const { runId, path, key } of effects) {
    const place = `${runId} ${path}`;
    keys.set(place, [...(keys.get(place) ?? []), key]);
  }
  const late = effects.flatMap(({ runId, path, arrivals }) => {
    const end = endOf.get(`${runId} ${path}`);
    if (end === undefined) return [];
    return arrivals
      .filter((at) => at > end && !wokenAt.some((woken) => at >= woken && at < woken + inFlightMs))
      .map((at) => `run ${runId} ${path} was asked for ${at - end} ms after its end`);
  });
  const twice = [...keys].filter(([, list]) => list.length > 1).map(([place]) => `${place} came under two keys`);
  const missing = runs.flatMap((run) => {
    const { effects: expected } = shapes.get(run.workflow_id) ?? {};
    if (!expected || run.status !== "succeeded") return [];
    return expected(run.inputs.n)
      .filter((path) => !keys.has(`${run.id} ${path}`))
      .map((path) => `run ${run.id} never asked for ${path}`);
  });
  const known = new Map(runs.map((run) => [run.id, run]));
  const strange = effects.flatMap(({ runId, path }) => {
    const run = known.get(runId);
    if (!run) return [`run ${runId}, which nobody accepted, asked for ${path}`];
    const expected = shapes.get(run.workflow_id)?.effects?.(run.inputs.n) ?? [];
    return expected.includes(path) ? [] : [`run ${runId} asked for ${path}, which is not in it`];
  });
  const afterwards = effects.flatMap(({ runId, path, arrivals }) => {
    const end = known.get(runId)?.finished_at?.getTime();
    if (end === undefined) return [];
    return arrivals
      .filter((at) => at > end + onTheWayMs && !wokenAt.some((woken) => at >= woken && at < woken + inFlightMs))
      .map((at) => `run ${runId} ${path} was asked for ${at - end} ms after the run's end`);
  });
  const done = effects.filter((effect) => effect.done > 1).map((effect) => `${effect.key} was done twice`);
  return [
    { what: "nodes that ran again after their end was stored (outside)", violations: late },
    { what: "effects after the end of their run, cancelled ones included", violations: afterwards },
    { what: "effects that were missing, strange or under two keys", violations: [...twice, ...missing, ...strange] },
    { what: "effects counted more than once under a key", violations: done },
    {
      what: "effects without an idempotency key",
      violations: server.withoutKey > 0 ? [`${server.withoutKey} requests`] : [],
    },
  ];
}

async function checkLeftovers({ sql }: Evidence): Promise<Check> {
  const rows = await sql<{ what: string; count: number }[]>`
    select 'leases' as what, count(*)::int as count from run_leases
    union all select 'open waits', count(*)::int from waits where ended_at is null
    union all select 'pending approvals', count(*)::int from approvals where status = 'pending'
    union all select 'running node rows', count(*)::int from run_node_logs l where status in ('running', 'paused')
      and not exists (select 1 from run_node_logs later where later.run_id = l.run_id and later.path = l.path
        and later.attempt > l.attempt)
    union all select 'idle transactions', count(*)::int from pg_stat_activity
      where state like 'idle in transaction%' and state_change < now() - interval '2 seconds'
    union all select 'processes that are gone', greatest(0, count(*)::int - 4) from processes`;
  return {
    what: "leases, waits, approvals, transactions left over",
    violations: rows.filter((row) => row.count > 0).map((row) => `${row.count} ${row.what}`),
  };
}

/** All checks, in the order of their weight. */
export async function checkRuns(evidence: Evidence): Promise<Check[]> {
  const runs = await readRuns(evidence.sql);
  const { faults } = evidence.submitted;
  return [
    ...checkEnds(evidence, runs),
    await checkAttempts(evidence),
    ...(await checkEffects(evidence, runs)),
    { what: "events missing, doubled or other than stored", violations: faults.streams },
    { what: "answers other than promised", violations: faults.answers },
    await checkLeftovers(evidence),
  ];
}
