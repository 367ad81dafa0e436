// Goes on from a node of a run that has ended, as a run of its own: with other inputs or outputs of that node, with
// another version of the graph, or just once more.

import { systemSql } from "@/db/system";
import { may, type Scope } from "../auth/scope";
import type { Plan } from "../graph/plan";
import { checkInputs } from "../nodes/start/check-inputs";
import type { NodeEnded } from "../run-log/events";
import { rowsToState } from "../run-log/stored-rows";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { checkOptions } from "./check-options";
import { loadEarlierRun, type RunRow, recordAfter } from "./earlier-run";
import { type ForkRefusal, forkLog } from "./fork-log";
import { LargeValueFilter, restoreLog } from "./large-values";
import { launchRun } from "./launch-run";
import { newSpec } from "./new-spec";
import { eventOfRow, rowOfEnd } from "./node-rows";
import { metadataOf, type RunOptions } from "./run-options";
import { refuseOverLimit } from "./run-places";
import { storeValues, valueReader } from "./run-values";
import { loadQuotas, loadRunnable, type Runnable } from "./runnable";
import type { Executing } from "./runtime";
import { readLog } from "./tell-run";

export interface WantedFork {
  nodeId: string;
  /** In place of resolved ones. */
  inputs?: JsonObject | undefined;
  /** The node counts as ended with these. */
  outputs?: JsonObject | undefined;
  mocks?: Record<string, JsonObject> | undefined;
  breakpoints?: string[] | undefined;
  version?: "same" | "draft" | number | undefined;
}

type Graph = Pick<Runnable, "versionId" | "checksum" | "plan">;

async function graphFor(scope: Scope, row: RunRow, plan: Plan, version: WantedFork["version"]): Promise<Graph> {
  if (version === undefined || version === "same") {
    return { versionId: row.versionId, checksum: row.graphChecksum, plan };
  }
  return loadRunnable(scope, row.workflowId, version);
}

function refusal(wrong: ForkRefusal, nodeId: string): AppError {
  const say = (message: string, params: Record<string, string> = {}) =>
    new AppError("fork_impossible", message, { params: { why: wrong.why, node: nodeId, ...params } });
  switch (wrong.why) {
    case "unknown_node":
      return say(`The run's graph has no node ${nodeId}.`);
    case "not_reached":
      return say(`The node ${nodeId} did not run, so nothing can go on from it.`);
    case "in_container": {
      const { id, node } = wrong.container;
      return say(`The node ${nodeId} lies in “${node.name}”. Fork from that one.`, { container: id });
    }
    case "nodes_changed":
      return say(`The other version has changed what ran before: ${wrong.nodes.join(", ")}.`, {
        nodes: wrong.nodes.join(", "),
      });
  }
}

function optionsFor({ nodeId, inputs, mocks, breakpoints }: WantedFork, plan: Plan): RunOptions {
  const isStart = plan.nodes.get(nodeId)?.role === "start";
  return {
    ...(mocks ? { mocks } : {}),
    ...(breakpoints ? { breakpoints } : {}),
    // What a start node is given are the inputs of the run.
    ...(inputs && !isStart ? { given: { [nodeId]: inputs } } : {}),
  };
}

/** Starts a run that takes over what was done before a node of another run, and goes its own way from there. */
export async function forkRun(scope: Scope, runId: string, wanted: WantedFork): Promise<Executing> {
  // It puts words into the mouths of nodes, approvals among them: that is for those who make the graph.
  if (!may(scope, "workflow.run")) {
    throw new AppError("forbidden", "Forking a run needs the permission workflow.run.", {
      params: { permission: "workflow.run" },
    });
  }
  const { nodeId, inputs, outputs } = wanted;
  if (inputs && outputs) {
    throw new AppError("invalid_request", "Give either inputs or outputs: a node that has outputs does not run.");
  }
  const { row, plan: before } = await loadEarlierRun(scope, runId);
  if (row.finishedAt === null) {
    throw new AppError("fork_impossible", "This run has not ended yet. Wait for its end, or cancel it first.", {
      params: { why: "running" },
    });
  }
  const graph = await graphFor(scope, row, before, wanted.version);
  const after = graph.plan;
  const options = optionsFor(wanted, after);
  checkOptions(after, outputs ? { ...options, given: { ...options.given, [nodeId]: outputs } } : options);
  const isStart = after.nodes.get(nodeId)?.role === "start";
  const runInputs = isStart && inputs ? inputs : (row.inputs ?? {});
  if (isStart && !outputs) checkInputs(after.graph, runInputs);
  const { workflowId, agentId } = row;
  refuseOverLimit(scope.workspaceId, workflowId, await loadQuotas(scope, workflowId));
  const spec = newSpec(
    scope,
    { workflowId, agentId, plan: after, versionId: graph.versionId },
    { inputs: runInputs, query: row.userQuery, options },
  );
  const log = (await readLog(systemSql(), runId)).map(eventOfRow);
  const now = spec.createdAt.getTime();
  const forked = forkLog({ before, log, after, nodeId, outputs, now, note: `Taken over from the run ${runId}.` });
  if (!forked.ok) throw refusal(forked, nodeId);
  const started = { type: "run.started" as const, at: now, inputs: runInputs };
  const { events } = forked;
  // A fork from the very beginning has nothing to take over: it starts like any other run.
  const begun = { started: events.length > 0 ? started : null, ended: null };
  const record = {
    ...recordAfter(row, metadataOf(options)),
    versionId: graph.versionId,
    graphChecksum: graph.checksum,
    forkedFrom: { runId, nodeId },
  };
  // What is large is stored once more: each run has its own, so that either may be deleted.
  const large = new LargeValueFilter((id) => Boolean(after.nodes.get(id)?.container));
  const read = valueReader(scope.workspaceId);
  const copied: NodeEnded[] = [];
  for (const event of events) {
    // One after the other: what is large is in memory only while it is copied.
    const [whole = event] = event.large ? await restoreLog([event], read) : [];
    copied.push(large.filter(whole) as NodeEnded);
    await storeValues(spec, large.take());
  }
  const rows = copied.map((event) => rowOfEnd(spec, event));
  return launchRun(spec, record, { state: rowsToState(begun, copied), told: rowsToState(begun, copied), rows });
}
