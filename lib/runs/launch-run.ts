// Begins to execute a run in this process: at once, beside the storing of its row. Nothing is told to anybody before
// the row is there, and nothing that changes the world happens before either.

import { systemSql } from "@/db/system";
import { recordRunEnd } from "../calls/record-call";
import { log } from "../log";
import { ownProcess } from "../processes/own-process";
import { initialState, type RunState } from "../run-log/state";
import { openSecrets } from "../secrets/run-secrets";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import type { Launch } from "./call-run";
import { cancelChildren } from "./cancel-run";
import { driveRun, noPast, type Past } from "./drive-run";
import type { EventStore } from "./event-store";
import { leaseMs } from "./lease";
import { LiveRun } from "./live-run";
import { makeNodeWorld } from "./node-world";
import { queueChannel } from "./queue-runs";
import type { RunRecord, RunSpec } from "./run-spec";
import { largeReader, storeValues } from "./run-values";
import { type Executing, runRuntime } from "./runtime";
import { secretNamesOf } from "./secret-names";
import type { NodeRow, RunInsert } from "./write-statement";

/** How many runs one process executes at a time; more are refused rather than slow everybody down. */
const maxExecuting = 2_000;

function insertOf(spec: RunSpec, record: RunRecord, token: number): RunInsert {
  return {
    id: spec.id,
    workspace_id: spec.workspaceId,
    workflow_id: spec.workflowId,
    version_id: record.versionId,
    deployment_id: record.deploymentId,
    agent_id: spec.agentId,
    conversation_id: spec.conversationId,
    user_id: spec.userId,
    previous_run_id: spec.previousRunId,
    follows_head: record.followsHead ?? false,
    kind: record.kind,
    trigger: spec.trigger,
    user_query: spec.query,
    inputs: spec.inputs,
    agent_name: record.agentName,
    workflow_name: record.workflowName,
    graph_checksum: record.graphChecksum,
    metadata: record.metadata,
    created_by: spec.userId,
    created_at: spec.createdAt.toISOString(),
    owner: ownProcess().id,
    token,
    lease_ms: leaseMs,
    ...(spec.parentRunId
      ? { parent_run_id: spec.parentRunId, parent_path: spec.parentPath ?? null, depth: spec.depth ?? 0 }
      : {}),
    ...(record.forkedFrom ? { forked_from: record.forkedFrom } : {}),
  };
}

/** Whoever follows a run that was not started here does so in another process, and has to hear of its end. */
function followedElsewhere(events: EventStore): EventStore {
  return {
    ...events,
    close(run) {
      events.close(run);
      return true;
    },
  };
}

/** Workers know when the next sleeping run is due; one that goes to sleep now may be due before they look again. */
function tellWorkers(): void {
  systemSql()`select pg_notify(${queueChannel}, '')`.catch((error) =>
    log.debug({ err: error }, "could not tell workers of a sleeping run"),
  );
}

/** Told of only when it is stored, so that a run that goes on elsewhere is counted there. */
function countEnd({ workspaceId, workflowId, agentId, userId }: RunSpec, { status, totals }: RunState): void {
  if (status !== "succeeded" && status !== "failed" && status !== "cancelled") return;
  const succeeded = status === "succeeded";
  const durationMs = totals?.durationMs ?? 0;
  recordRunEnd({ workspaceId, workflowId, agentId, userId, succeeded, durationMs, endedAt: systemClock.now() });
}

function execute(spec: RunSpec, record: RunRecord | null, live: LiveRun, state: RunState, past: Past): Executing {
  const runtime = runRuntime();
  const stop = new AbortController();
  const drive = async () => {
    const secrets = await openSecrets(spec.workspaceId, secretNamesOf(spec.plan));
    let hasStartedRuns = false;
    const launch: Launch = (child, childRecord) => {
      hasStartedRuns = true;
      return launchRun(child, childRecord);
    };
    await driveRun(
      spec,
      live,
      state,
      stop,
      {
        clock: systemClock,
        writer: runtime.writer,
        events: record ? runtime.events : followedElsewhere(runtime.events),
        runNode: makeNodeWorld(spec, secrets, launch),
        storeValues,
        readLarge: largeReader(spec.workspaceId),
        secretMark: secrets.mark,
        answers: runtime.answers,
        hasStartedRuns: () => hasStartedRuns,
        cancelChildren,
        holdsLease: runtime.leases.holds,
      },
      past,
    );
    countEnd(spec, live.state);
  };
  const started = record && { spec, record };
  const executing: Executing = { live, stop, started, accepted: false, done: Promise.resolve() };
  runtime.executing.set(spec.id, executing);
  live.accepted.then(
    () => {
      executing.accepted = true;
    },
    () => undefined,
  );
  // It was taken while this process was told to end, and is given up before it does anything.
  if (runtime.closing) stop.abort("interrupted");
  executing.done = drive()
    .catch((error) => log.error({ err: error, runId: spec.id }, "a run could not be executed"))
    .finally(() => {
      // It may have been lost and taken again meanwhile.
      if (runtime.executing.get(spec.id) === executing) runtime.executing.delete(spec.id);
      runtime.onPlaceFree();
      if (!live.ended) live.release();
      if (live.state.status === "paused") tellWorkers();
    });
  return executing;
}

/** What a new run has of another one, stored together with it. */
interface Beginning {
  state: RunState;
  /** What others are told of it. */
  told: RunState;
  rows: NodeRow[];
}

/** Starts a new run; its `accepted` settles when it is stored, and then it will end, whatever happens. */
export function launchRun(spec: RunSpec, record: RunRecord, beginning?: Beginning): Executing {
  const runtime = runRuntime();
  if (runtime.closing || runtime.executing.size >= maxExecuting) {
    throw new AppError("run_limit", "This server executes as many runs as it can. Try again in a moment.", {
      params: { of: "server", limit: maxExecuting, retryAfterS: 2 },
    });
  }
  const token = 1;
  const accepted = runtime.writer.write(spec.id, token, {
    insert: insertOf(spec, record, token),
    ...(record.conversation ? { conversation: record.conversation } : {}),
    ...(beginning ? { nodes: beginning.rows } : {}),
  });
  const state = beginning?.state ?? initialState();
  const live = new LiveRun({ runId: spec.id, workspaceId: spec.workspaceId, token, accepted }, beginning?.told);
  return execute(spec, record, live, state, noPast);
}

/** Goes on with a run that this process has just taken over, from what is stored of it and what is told of that. */
export function resumeRun(spec: RunSpec, token: number, state: RunState, told: RunState, past: Past): Executing {
  const live = new LiveRun({ runId: spec.id, workspaceId: spec.workspaceId, token, accepted: Promise.resolve() }, told);
  return execute(spec, null, live, state, past);
}
