// Runs that nodes of other runs start: begun in this process and followed to their end, found again by the place of the
// node where that was begun before. Does not know how runs are executed; whoever executes them hands that in.

import { and, eq } from "drizzle-orm";
import { agents } from "@/db/schema/agents";
import { withWorkspace } from "@/db/scope";
import { systemSql } from "@/db/system";
import type { Scope } from "../auth/scope";
import type { CalledRun, NodeContext, RunCall } from "../nodes/contract";
import { checkInputs } from "../nodes/start/check-inputs";
import type { LargeMembers, RunEndStatus, RunError } from "../run-log/events";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import { cancelCalled } from "./cancel-run";
import { restoreMembers } from "./large-values";
import { withMeaningsOf } from "./run-faults";
import type { RunRecord, RunSpec } from "./run-spec";
import { valueReader } from "./run-values";
import { loadRunnable, type Runnable } from "./runnable";
import { type Executing, runRuntime } from "./runtime";
import { untilAvailable } from "./until-available";

/** How many runs may stand above one another: who calls itself comes to an end. */
const maxDepth = 10;

export type Launch = (spec: RunSpec, record: RunRecord) => Executing;

type Outcome = CalledRun | { runId: string; status: "open" };

interface CalledRow {
  id: string;
  parent_path: string;
  status: "pending" | "running" | "paused" | RunEndStatus;
  name: string | null;
  outputs: JsonObject | null;
  large_outputs: LargeMembers | null;
  error: RunError | null;
  response: string | null;
  prompt_tokens: number;
  completion_tokens: number;
  cost: number;
  currency: string | null;
}

/** The newest run that the node at this place has started; undefined where it has not. */
async function findCalled(parent: RunSpec, path: string): Promise<CalledRow | undefined> {
  const again = `${path}#`;
  const [row] = await systemSql()<CalledRow[]>`
    select id, parent_path, status, coalesce(agent_name, workflow_name) as name, outputs, large_outputs, error,
      final_response as response, prompt_tokens, completion_tokens, cost::float8 as cost, currency
    from runs
    where parent_run_id = ${parent.id} and (parent_path = ${path} or starts_with(parent_path, ${again}))
    order by id desc limit 1`;
  return row;
}

/** A further try of the node is another run at a place of its own. */
function nextPath(path: string, last: CalledRow | undefined): string {
  if (!last) return path;
  const tries = Number(last.parent_path.slice(path.length + 1)) || 1;
  return `${path}#${tries + 1}`;
}

const isEnded = (status: CalledRow["status"]): status is RunEndStatus =>
  status === "succeeded" || status === "failed" || status === "cancelled";

async function outcomeOfRow(row: CalledRow, workspaceId: string): Promise<Outcome> {
  const { id: runId, status, name, error, currency } = row;
  if (!isEnded(status)) return { runId, status: "open" };
  const read = valueReader(workspaceId);
  const outputs = row.outputs && (await restoreMembers(row.outputs, row.large_outputs, read));
  const cost = currency === null ? null : row.cost;
  const usage = { promptTokens: row.prompt_tokens, completionTokens: row.completion_tokens, cost, currency };
  return { runId, status, ...(name === null ? {} : { name }), outputs, error, response: row.response ?? "", usage };
}

function outcomeOf({ live, started }: Executing): Outcome {
  const { runId, state } = live;
  const { status, error, response, totals } = state;
  const outputs = live.outputs ?? state.outputs;
  if (!live.ended || !isEnded(status)) return { runId, status: "open" };
  const { promptTokens = 0, completionTokens = 0, cost = 0, currency = null } = totals ?? {};
  const usage = { promptTokens, completionTokens, cost: currency === null ? null : cost, currency };
  const name = started ? (started.record.agentName ?? started.record.workflowName) : null;
  return { runId, status, ...(name === null ? {} : { name }), outputs, error, response, usage };
}

/** What the run above may do: it was looked at when it was started, and what it calls when that was published. */
function scopeOf(parent: RunSpec): Scope {
  return {
    workspaceId: parent.workspaceId,
    userId: parent.userId,
    apiKeyId: null,
    agentId: null,
    permissions: new Set(parent.isTest ? ["workflow.edit" as const] : []),
    actor: { name: "run", ip: null, userAgent: null, sessionId: null },
    requestId: newId(),
  };
}

async function workflowOf(workspaceId: string, target: RunCall["target"]): Promise<string> {
  if ("workflowId" in target) return target.workflowId;
  return withWorkspace(workspaceId, async (tx) => {
    const [agent] = await tx
      .select({ workflowId: agents.workflowId, archivedAt: agents.archivedAt })
      .from(agents)
      .where(and(eq(agents.workspaceId, workspaceId), eq(agents.id, target.agentId)));
    if (!agent || agent.archivedAt) throw new AppError("not_found", "The agent that this node calls is gone.");
    return agent.workflowId;
  });
}

async function loadCalled(parent: RunSpec, { target, version }: RunCall): Promise<Runnable> {
  if (version === "draft" && !parent.isTest) {
    throw new AppError("node_failed", "A draft can be called only by a test of a draft. Choose a version.");
  }
  return loadRunnable(scopeOf(parent), await workflowOf(parent.workspaceId, target), version);
}

async function specOf(parent: RunSpec, call: RunCall, parentPath: string): Promise<[RunSpec, RunRecord]> {
  const depth = (parent.depth ?? 0) + 1;
  if (depth > maxDepth) {
    const message = `This run is ${maxDepth} runs deep, and no run may be deeper. Perhaps a workflow calls itself without an end.`;
    throw new AppError("run_depth_exceeded", message, { params: { max: maxDepth } });
  }
  const runnable = await loadCalled(parent, call);
  checkInputs(runnable.plan.graph, call.inputs);
  const { workflowId, agentId, plan, versionId, deploymentId, agentName, workflowName } = runnable;
  const spec: RunSpec = {
    id: newId(),
    workspaceId: parent.workspaceId,
    workflowId,
    agentId,
    conversationId: null,
    previousRunId: null,
    userId: parent.userId,
    parentRunId: parent.id,
    parentPath,
    payerAgentId: parent.payerAgentId ?? parent.agentId,
    depth,
    isTest: versionId === null,
    trigger: "subflow",
    query: call.query,
    inputs: call.inputs,
    createdAt: new Date(),
    runCount: 0,
    vars: {},
    plan,
  };
  const kind = call.query === null ? "task" : "ask";
  const names = { versionNumber: runnable.versionNumber, userName: runnable.userName };
  const graphChecksum = runnable.checksum;
  return [spec, { versionId, deploymentId, agentName, workflowName, graphChecksum, kind, metadata: null, names }];
}

/** Waits until this process is done with a run, which is cancelled where the node is stopped meanwhile. */
async function follow(executing: Executing, { signal }: RunCall, onText?: RunCall["onText"]): Promise<Outcome> {
  const { live, stop } = executing;
  const onAbort = () => {
    // A process that goes gives up both runs, and neither is at its end.
    if (signal.reason !== "interrupted") stop.abort("cancelled");
  };
  let leave: (() => void) | null = null;
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await live.accepted;
    if (onText) {
      leave = live.listen({ token: live.token, n: 0 }, (told) => {
        if (told.kind !== "event" || told.event.type !== "node.text") return;
        if (told.event.channel === "message") onText(told.event.text);
      });
    }
    await executing.done;
    const outcome = outcomeOf(executing);
    // It went to sleep in the moment in which it was to be stopped, and only its row can be told any more.
    if (outcome.status === "open" && signal.aborted && signal.reason !== "interrupted") await cancelCalled(live.runId);
    return outcome;
  } finally {
    leave?.();
    signal.removeEventListener("abort", onAbort);
  }
}

/** Makes what nodes of a run call other runs with. */
export function makeCallRun(parent: RunSpec, launch: Launch): NodeContext["callRun"] {
  const adopt = (row: CalledRow, call: RunCall) => {
    const here = isEnded(row.status) ? undefined : runRuntime().executing.get(row.id);
    // What it has said before nobody here has heard: the whole answer is said at its end.
    return here ? follow(here, call) : outcomeOfRow(row, parent.workspaceId);
  };
  const begin = async (call: RunCall): Promise<Outcome> => {
    // Where the node has never begun before, nobody can have begun the run.
    const isNew = call.attempt === 1 && call.retries === 0;
    const find = () => untilAvailable(() => findCalled(parent, call.path), call.signal);
    const last = isNew ? undefined : await find();
    const hasFailed = last && isEnded(last.status) && last.status !== "succeeded";
    if (last && !(hasFailed && call.retries > 0)) return adopt(last, call);
    const called = () => specOf(parent, call, nextPath(call.path, last));
    const executing = launch(...(await untilAvailable(called, call.signal)));
    try {
      return await withMeaningsOf(() => follow(executing, call, call.onText));
    } catch (error) {
      // An earlier owner of the run above was quicker.
      const row = await find();
      if (row) return adopt(row, call);
      throw error;
    }
  };
  const open = new Map<string, Promise<unknown>>();
  return async (call) => {
    // A try that took too long is followed by another one while its run is still being stopped.
    await open.get(call.path);
    const outcome = begin(call);
    const over = outcome.catch(() => undefined).finally(() => open.delete(call.path));
    open.set(call.path, over);
    return outcome;
  };
}
