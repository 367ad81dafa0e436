// What durability costs and how soon people see something, through the API of the built product: a node of a long graph
// with everything stored, the first event of a stream, and the way from a decision to the node after it.

import { startEffectServer } from "@/e2e/chaos/count-effects";
import type { Graph } from "@/lib/graph/schema";
import { graphOf } from "@/lib/runs/testing/graphs";
import { benchGraphs, branches, chainOfTemplates } from "./parts/graphs";
import { measureLoad, percentile } from "./parts/load";
import { type Product, withProduct } from "./parts/product";
import { timeStream } from "./parts/streams";

// A bench that names WEFT_BENCH_WEB gets the web server built before it starts.
const longRuns = 20;
const longNodes = 1_000;
const decisions = 50;

interface RunAnswer {
  id: string;
  status: string;
}

async function publish({ call }: Product, name: string, graph: Graph): Promise<string> {
  const { id } = await call<{ id: string }>("POST", "/workflows", { name, graph });
  const { revision } = await call<{ revision: number }>("GET", `/workflows/${id}/draft`);
  await call("POST", `/workflows/${id}/versions`, { revision, versionType: "minor" });
  return id;
}

const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
const rounded = (value: number) => Number(value.toFixed(1));

/** How long a run takes from the call to its answer, in milliseconds, sorted. */
async function timeRuns(product: Product, name: string, graph: Graph): Promise<number[]> {
  const workflowId = await publish(product, name, graph);
  const took: number[] = [];
  for (let i = 0; i < longRuns + 3; i++) {
    const begun = performance.now();
    const run = await product.call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { query: "Question" });
    if (run.status !== "succeeded") throw new Error(`A run did not succeed: ${JSON.stringify(run)}`);
    if (i >= 3) took.push(performance.now() - begun);
  }
  return sorted(took);
}

async function measureNodes(product: Product) {
  const shortest = await timeRuns(product, "two nodes", benchGraphs["start, end"] ?? chainOfTemplates(0));
  const base = percentile(shortest, 0.5);
  const rows = [];
  for (const [name, graph] of [
    [`chain of ${longNodes}`, chainOfTemplates(longNodes)],
    [`${longNodes} branches`, branches(longNodes)],
  ] as const) {
    const took = await timeRuns(product, name, graph);
    const perNode = (ms: number) => rounded(((ms - base) * 1_000) / longNodes);
    const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)];
    rows.push({
      graph: name,
      "run p50 ms": rounded(p50),
      "µs a node p50": perNode(p50),
      "µs a node p95": perNode(p95),
    });
  }
  return rows;
}

async function measureFirstEvents(product: Product) {
  const workflowId = await publish(product, "streamed", chainOfTemplates(10));
  const rows = [];
  for (const clients of [1, 10]) {
    const first: number[] = [];
    const { "a second": perSecond } = await measureLoad({ clients, seconds: 5 }, async () => {
      const times = await timeStream(product.agent, {
        url: `${product.origin}/api/v1/workflows/${workflowId}/runs`,
        headers: { authorization: `Bearer ${product.key}` },
        body: { query: "Question", respond: "stream" },
        marker: /event: (run|snapshot)/,
      });
      first.push(times.firstMs);
    });
    const ms = sorted(first);
    rows.push({
      clients,
      "runs a second": perSecond,
      "first event p50 ms": rounded(percentile(ms, 0.5)),
      "p95 ms": rounded(percentile(ms, 0.95)),
      "p99 ms": rounded(percentile(ms, 0.99)),
    });
  }
  return rows;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const limit = performance.now() + 30_000;
  while (performance.now() < limit) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("waited half a minute in vain");
}

async function measureDecisions(product: Product) {
  const server = await startEffectServer();
  const graph = graphOf(
    {
      start: { type: "start" },
      ask: { type: "approval", config: { title: "May I?" } },
      next: {
        type: "http-request",
        config: {
          method: "POST",
          url: server.url,
          headers: [{ name: "X-Run", value: "{{ sys.run_id }}" }],
          bodyType: "json",
          bodyJson: { value: 1 },
        },
      },
      end: { type: "end" },
    },
    ["start -> ask", "ask:approved -> next", "next -> end"],
  );
  try {
    const workflowId = await publish(product, "asking", graph);
    const took: number[] = [];
    for (let i = 0; i < decisions; i++) {
      const run = await product.call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { respond: "async" });
      const pending = await until(async () => {
        const { items } = await product.call<{ items: { id: string }[] }>("GET", `/approvals?runId=${run.id}`);
        return items[0];
      });
      // Until the run sleeps, as it does when people think about it.
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
      const decidedAt = Date.now();
      await product.call("POST", `/approvals/${pending.id}/decide`, { outcome: "approve" });
      const asked = await until(async () => [...server.effects.values()].find((one) => one.runId === run.id));
      took.push((asked.arrivals[0] ?? Number.NaN) - decidedAt);
    }
    const ms = sorted(took);
    return [{ decisions, "p50 ms": percentile(ms, 0.5), "p95 ms": percentile(ms, 0.95), "worst ms": ms.at(-1) }];
  } finally {
    await server.stop();
  }
}

/** Measures on one product, one after the other. */
export function run() {
  return withProduct(async (product) => ({
    "A node, everything stored": await measureNodes(product),
    "First event of a stream": await measureFirstEvents(product),
    "From a decision to the next node": await measureDecisions(product),
  }));
}
