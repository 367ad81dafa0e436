// Whether a workspace and an agent may have one more run at the moment. What this process executes is counted exactly;
// what the others execute is asked of the database every two seconds while runs are being started, so that a run costs
// no look-up. Two processes may thus let in a few more than the limit within such a moment.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { ownProcess } from "../processes/own-process";
import { AppError } from "../shared/errors";
import { usualConcurrentRuns } from "../shared/run-limits";
import { type Executing, runRuntime } from "./runtime";

/** What settings say; null = nothing. */
export interface RunQuotas {
  workspaceRuns: number | null;
  agentRuns: number | null;
}

const knownForMs = 2_000;
const retryAfterS = 2;

interface Elsewhere {
  /** How many runs other processes execute, by workspace and by workflow. */
  counts: Map<string, number>;
  until: number;
  asking: boolean;
}

// On globalThis: bundles may hold this module twice.
const holder: { weftRunsElsewhere?: Elsewhere } = globalThis as { weftRunsElsewhere?: Elsewhere };

async function askElsewhere(): Promise<Map<string, number>> {
  const rows = await systemSql()<{ workspace_id: string; workflow_id: string | null; runs: number }[]>`
    select workspace_id, workflow_id, count(*)::int as runs from run_leases
    where owner is not null and owner <> ${ownProcess().id} group by workspace_id, workflow_id`;
  const counts = new Map<string, number>();
  for (const { workspace_id, workflow_id, runs } of rows) {
    for (const id of [workspace_id, workflow_id]) if (id) counts.set(id, (counts.get(id) ?? 0) + runs);
  }
  return counts;
}

/** What is known of the other processes; asks anew in the background when that has become old. */
function countsElsewhere(): Map<string, number> {
  holder.weftRunsElsewhere ??= { counts: new Map(), until: 0, asking: false };
  const known = holder.weftRunsElsewhere;
  if (!known.asking && performance.now() >= known.until) {
    known.asking = true;
    askElsewhere()
      .then((counts) => {
        known.counts = counts;
      })
      .catch((error) => log.debug({ err: error }, "could not count the runs of other processes"))
      .finally(() => {
        known.asking = false;
        known.until = performance.now() + knownForMs;
      });
  }
  return known.counts;
}

function countHere(executing: Iterable<Executing>, workspaceId: string, workflowId: string) {
  let [workspace, workflow] = [0, 0];
  for (const { live, started } of executing) {
    if (live.workspaceId !== workspaceId) continue;
    workspace++;
    if (started?.spec.workflowId === workflowId) workflow++;
  }
  return { workspace, workflow };
}

/** Throws `run_limit` where the workspace, or the agent of this workflow, has as many runs as it may have. */
export function refuseOverLimit(workspaceId: string, workflowId: string, quotas: RunQuotas): void {
  const elsewhere = countsElsewhere();
  const here = countHere(runRuntime().executing.values(), workspaceId, workflowId);
  const most = quotas.workspaceRuns ?? usualConcurrentRuns;
  if (here.workspace + (elsewhere.get(workspaceId) ?? 0) >= most) throw overLimit("workspace", most);
  const ofAgent = quotas.agentRuns;
  if (ofAgent !== null && here.workflow + (elsewhere.get(workflowId) ?? 0) >= ofAgent)
    throw overLimit("agent", ofAgent);
}

function overLimit(of: "workspace" | "agent", limit: number): AppError {
  const sentence = `This ${of} may have ${limit} runs at a time. Try again when one has ended.`;
  return new AppError("run_limit", sentence, { params: { of, limit, retryAfterS } });
}
