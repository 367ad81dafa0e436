// Executes a drawn graph to its end in virtual time and keeps everything that could be observed from outside.

import { makePlan } from "../../graph/make-plan";
import type { Plan } from "../../graph/plan";
import type { Graph } from "../../graph/schema";
import { testCatalogue } from "../../graph/testing/catalogue";
import { draw } from "../../graph/testing/draw";
import { applyEvent } from "../../run-log/apply-event";
import type { RunEnded, RunEvent } from "../../run-log/events";
import { initialState, type RunState } from "../../run-log/state";
import { eventsOfState } from "../../run-log/state-events";
import type { JsonObject } from "../../shared/json";
import { execute } from "../execute";
import { defaultRunLimits, type EnginePorts, type NodeCall, type RunStart } from "../ports";
import { obey, type Script } from "./scripted-nodes";
import { VirtualClock } from "./virtual-clock";

export interface Options {
  graph?: Parameters<typeof draw>[1];
  inputs?: JsonObject;
  start?: Partial<RunStart>;
  /** What single nodes do instead of what their config says. */
  scripts?: Record<string, Script>;
  ports?: Partial<EnginePorts>;
  limits?: Partial<EnginePorts["limits"]>;
  state?: RunState;
  clock?: VirtualClock;
  /** Called with each event as it is taken. */
  onEvent?: (event: RunEvent, clock: VirtualClock) => void;
  /** Stop listening after so many events. */
  leaveAfter?: number;
}

export interface Observed {
  events: RunEvent[];
  state: RunState;
  calls: NodeCall[];
  clock: VirtualClock;
  /** The most nodes that ran at once. */
  peak: number;
  ended: RunEnded | undefined;
  /** What a reader of the stream of message text has read, retries not considered. */
  streamed: string;
}

/** The plan of a drawing. */
export function planDrawn(drawing: string, more?: Options["graph"]): Plan {
  return planGraph(draw(drawing, more));
}

/** The plan of a graph of test nodes. */
export function planGraph(graph: Graph): Plan {
  return makePlan(graph, testCatalogue);
}

/** Runs a drawing, or a plan that is there, until the run ends or is interrupted. */
export async function runDrawn(drawing: string | Plan, options: Options = {}): Promise<Observed> {
  const plan = typeof drawing === "string" ? planDrawn(drawing, options.graph) : drawing;
  const clock = options.clock ?? new VirtualClock();
  const state = options.state ?? initialState();
  // What follows from the events, as followers have it: the engine lets go of what its state no longer needs.
  const seen = eventsOfState(state).reduce(applyEvent, initialState());
  const observed: Observed = { events: [], state: seen, calls: [], clock, peak: 0, ended: undefined, streamed: "" };
  const tries = new Map<string, number>();
  let running = 0;
  const ports: EnginePorts = {
    clock,
    random: () => 0,
    async runNode(call) {
      observed.calls.push(call);
      const tried = (tries.get(call.path) ?? 0) + 1;
      tries.set(call.path, tried);
      running += 1;
      observed.peak = Math.max(observed.peak, running);
      try {
        return await (options.scripts?.[call.node.id] ?? obey)(call, clock, tried);
      } finally {
        running -= 1;
      }
    },
    stored: async () => {},
    secretMark: () => undefined,
    signal: new AbortController().signal,
    ...options.ports,
    limits: { ...defaultRunLimits, ...options.limits },
  };
  const start = { runId: "run", inputs: options.inputs ?? {}, sys: {}, vars: {}, ...options.start };
  for await (const event of unhurried(execute(plan, state, ports, start), clock)) {
    observed.events.push(event);
    applyEvent(seen, event);
    if (event.type === "run.ended") observed.ended = event;
    if (event.type === "node.text" && event.channel === "message") observed.streamed += event.text;
    options.onEvent?.(event, clock);
    if (observed.events.length === options.leaveAfter) break;
  }
  return observed;
}

/** The events one by one; time passes only when nothing else is left to happen. */
async function* unhurried(batches: AsyncGenerator<RunEvent[]>, clock: VirtualClock): AsyncGenerator<RunEvent> {
  try {
    for (;;) {
      let settled = false;
      const next = batches.next().finally(() => {
        settled = true;
      });
      // A rejection is for whoever awaits it below.
      next.catch(() => {});
      while (!settled) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!settled && !clock.passToNext()) throw new Error("The run hangs: nothing will ever happen in it.");
      }
      const { value, done } = await next;
      if (done) return;
      yield* value;
    }
  } finally {
    await batches.return(undefined);
  }
}
