// What the engine adds to a run per node, in memory: chains and fans of a thousand nodes that do nothing. Measures,
// judges nothing.

import { execute } from "../lib/engine/execute";
import { defaultRunLimits, type EnginePorts, type NodeResult } from "../lib/engine/ports";
import { makePlan } from "../lib/graph/make-plan";
import type { Plan } from "../lib/graph/plan";
import { testCatalogue } from "../lib/graph/testing/catalogue";
import { draw } from "../lib/graph/testing/draw";
import { initialState } from "../lib/run-log/state";
import { systemClock } from "../lib/shared/clock";

const nodes = 1_000;

const ids = Array.from({ length: nodes }, (_, i) => `work_${String(i).padStart(4, "0")}`);

const shapes: Record<string, Plan> = {
  chain: plan(`start -> ${ids.join(" -> ")}`),
  fan: plan(`start -> ${ids.join(", ")} -> end`),
  "chain with templates": plan(`start -> ${ids.join(" -> ")}`, (i) => `{{ ${i === 0 ? "start" : ids[i - 1]}.text }}!`),
};

function plan(drawing: string, prompt?: (i: number) => string): Plan {
  const graph = draw(drawing);
  if (prompt) {
    for (const node of graph.nodes) {
      const i = ids.indexOf(node.id);
      if (i >= 0) node.config = { prompt: prompt(i) };
    }
  }
  return makePlan(graph, testCatalogue);
}

const result: NodeResult = { outputs: { text: "ok", count: 1 } };

async function runOnce(plan: Plan): Promise<number> {
  const ports: EnginePorts = {
    clock: systemClock,
    random: () => 0,
    runNode: async () => result,
    stored: async () => {},
    secretMark: () => undefined,
    signal: new AbortController().signal,
    limits: { ...defaultRunLimits, maxNodeExecutions: 100_000 },
  };
  const begun = performance.now();
  let events = 0;
  for await (const batch of execute(plan, initialState(), ports, { runId: "r", inputs: {}, sys: {}, vars: {} })) {
    events += batch.length;
  }
  if (events < 2 * plan.nodes.size) throw new Error(`Only ${events} events.`);
  return ((performance.now() - begun) * 1_000) / plan.nodes.size;
}

/** Microseconds per node of one shape: median and best of many runs, after the first ones have warmed it up. */
async function measure(shape: string, plan: Plan) {
  const samples: number[] = [];
  for (let i = 0; i < 300; i++) samples.push(await runOnce(plan));
  const settled = samples.slice(100).sort((a, b) => a - b);
  const round = (value: number | undefined) => Math.round((value ?? 0) * 1_000) / 1_000;
  return {
    shape,
    nodes: plan.nodes.size,
    medianUs: round(settled[settled.length >> 1]),
    bestUs: round(settled[0]),
  };
}

/** Every shape, one after the other. */
export async function run() {
  const rows = [];
  for (const [shape, plan] of Object.entries(shapes)) rows.push(await measure(shape, plan));
  return rows;
}
