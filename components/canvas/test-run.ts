// Runs the draft and follows it: saves first, shows what happens at most once a frame, stops on demand, takes up again
// what was under way when the page was left. Knows no component.

import type { RunState } from "@/lib/run-log/state";
import { cancel, openDraftRun, openRunStream } from "@/lib/runs/client";
import { type Connection, type FollowOptions, followRun } from "@/lib/runs/follow-client";
import { AppError } from "@/lib/shared/errors";
import type { JsonObject } from "@/lib/shared/json";
import type { Designer } from "./designer-context";
import { keepTest, readKeptTest } from "./kept-test";
import { emptyRunView, nodeRunsOf } from "./run-view";
import { trialOf } from "./trial";

export interface TestInputs {
  query: string;
  inputs: JsonObject;
}

interface Attempt {
  controller: AbortController;
  /** Somebody wants it stopped; before the server has told the run's id, nobody can be asked to. */
  isUnwanted: boolean;
}

const running = new WeakMap<Designer, Attempt>();

/** Begins an attempt in the place of the one before, which is no longer followed. */
function beginAttempt(designer: Designer): Attempt {
  leaveTest(designer);
  const attempt: Attempt = { controller: new AbortController(), isUnwanted: false };
  running.set(designer, attempt);
  return attempt;
}

/** Shows a run while it is followed, at most once a frame. Refusals end it and are told. */
async function showRun(designer: Designer, attempt: Attempt, source: Pick<FollowOptions, "open" | "onAccepted">) {
  const { run, workflow } = designer;
  const { signal } = attempt.controller;
  let frame = 0;
  const show = (state: RunState, connection: Connection) => {
    cancelAnimationFrame(frame);
    const draw = () => {
      if (signal.aborted) return;
      const before = run.getState();
      run.setState({
        run: state,
        connection,
        phase: connection === "ended" ? "ended" : state.startedAt === null ? "starting" : "running",
        tick: before.tick + 1,
        nodes: nodeRunsOf(state, before.nodes),
      });
    };
    // A hidden tab gets no frames, but its last state must be right.
    if (connection === "ended" || document.hidden) draw();
    else frame = requestAnimationFrame(draw);
  };
  try {
    await followRun({ signal, ...source, onChange: show });
    if (!signal.aborted) keepTest(workflow.id, null);
  } catch (error) {
    if (signal.aborted) return;
    keepTest(workflow.id, null);
    // What never began has nothing to show beside why.
    const isRefused = (run.getState().run?.startedAt ?? null) === null;
    run.setState({ phase: "ended", error, ...(isRefused ? { run: null } : {}) });
  } finally {
    cancelAnimationFrame(frame);
  }
}

/** Saves the draft and runs it; an earlier test run is no longer followed. */
export async function startTest(designer: Designer, { query, inputs }: TestInputs): Promise<void> {
  const { run, draft, workflow } = designer;
  const attempt = beginAttempt(designer);
  const { controller } = attempt;
  run.setState(emptyRunView({ phase: "starting" }), true);
  try {
    await draft.flush();
  } catch (error) {
    if (!controller.signal.aborted) run.setState({ phase: "ended", error });
    return;
  }
  if (attempt.isUnwanted) {
    run.setState(emptyRunView(), true);
    return;
  }
  let isSent = false;
  await showRun(designer, attempt, {
    async open(lastEventId, streamSignal) {
      const { runId } = run.getState();
      if (runId) return openRunStream(runId, lastEventId, streamSignal);
      if (isSent) {
        // The answer to the start was lost: starting again could run everything twice.
        controller.abort();
        run.setState({ phase: "ended", error: new Error("lost") });
      }
      isSent = true;
      const nodeIds = new Set(draft.store.getState().graph.nodes.map((node) => node.id));
      const { mocks, breakpoints } = trialOf(designer.trial.store.getState(), nodeIds);
      const asked = { inputs, mocks, breakpoints: [...breakpoints], ...(query === "" ? {} : { query }) };
      return openDraftRun(workflow.id, asked, streamSignal);
    },
    onAccepted({ runId }) {
      run.setState({ runId });
      keepTest(workflow.id, runId);
      if (attempt.isUnwanted) void stopTest(designer);
    },
  });
}

/** Follows the test that was under way when the page was left, and opens its panel; nothing where none was. */
export async function takeUpTest(designer: Designer): Promise<void> {
  const { run, view, workflow } = designer;
  const runId = readKeptTest(workflow.id);
  if (runId === null) return;
  const attempt = beginAttempt(designer);
  run.setState(emptyRunView({ phase: "starting", runId }), true);
  view.setState({ panel: "test" });
  await showRun(designer, attempt, {
    open: (lastEventId, signal) => openRunStream(runId, lastEventId, signal),
  });
  // It was deleted meanwhile, and nobody has asked for anything.
  if (run.getState().error && !attempt.controller.signal.aborted) clearTest(designer);
}

/** Asks the run to stop; its end is told by its events. */
export async function stopTest(designer: Designer): Promise<void> {
  const { runId } = designer.run.getState();
  if (!runId) {
    // Leaving now would let it run on where nobody sees it.
    const attempt = running.get(designer);
    if (attempt) attempt.isUnwanted = true;
    return;
  }
  try {
    await cancel(runId);
  } catch (error) {
    // A run that has ended meanwhile needs no stopping, and one that is not shown any more nobody asks about.
    const isOver = error instanceof AppError && error.code === "run_ended";
    if (!isOver && designer.run.getState().runId === runId) designer.run.setState({ error });
  }
}

/** Follows the test no longer; it goes on by itself. */
export function leaveTest(designer: Designer): void {
  running.get(designer)?.controller.abort();
}

/** Takes the marks of a run off the canvas. */
export function clearTest(designer: Designer): void {
  leaveTest(designer);
  keepTest(designer.workflow.id, null);
  designer.run.setState(emptyRunView(), true);
}
