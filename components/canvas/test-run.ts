// Runs the draft and follows it: saves first, shows what happens at most once a frame, stops on demand. Knows no
// component.

import type { RunState } from "@/lib/run-log/state";
import { cancel, openDraftRun, openRunStream } from "@/lib/runs/client";
import { type Connection, followRun } from "@/lib/runs/follow-client";
import { AppError } from "@/lib/shared/errors";
import type { JsonObject } from "@/lib/shared/json";
import type { Designer } from "./designer-context";
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

/** Saves the draft and runs it; an earlier test run is no longer followed. */
export async function startTest(designer: Designer, { query, inputs }: TestInputs): Promise<void> {
  const { run, draft, workflow } = designer;
  running.get(designer)?.controller.abort();
  const controller = new AbortController();
  const attempt: Attempt = { controller, isUnwanted: false };
  running.set(designer, attempt);
  const { signal } = controller;
  run.setState(emptyRunView({ phase: "starting" }), true);
  let frame = 0;
  let isSent = false;
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
    await draft.flush();
    if (attempt.isUnwanted) {
      run.setState(emptyRunView(), true);
      return;
    }
    await followRun({
      signal,
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
        if (attempt.isUnwanted) void stopTest(designer);
      },
      onChange: show,
    });
  } catch (error) {
    if (!signal.aborted) run.setState({ phase: "ended", error });
  } finally {
    cancelAnimationFrame(frame);
  }
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

/** Takes the marks of a run off the canvas. */
export function clearTest(designer: Designer): void {
  running.get(designer)?.controller.abort();
  designer.run.setState(emptyRunView(), true);
}
