// What a soak asks of the product: runs of several kinds in fixed shares, among them large values, runs in the
// background and streams that nobody reads to their end.

import { request } from "undici";
import { emptyGraph, type Graph } from "@/lib/graph/schema";
import { graphOf } from "@/lib/runs/testing/graphs";
import { benchGraphs, chainOfTemplates } from "./graphs";
import type { Product } from "./product";

/** Turns with a value each that is too large for a row, and no two of them alike. */
const largeTurns = graphOf(
  {
    start: { type: "start" },
    again: {
      type: "loop",
      config: { maxTurns: 3, next: [{ name: "size", value: "{{ work.size }}" }] },
      inputs: [{ name: "size", type: "number", value: 0 }],
    },
    work: {
      type: "code",
      parentId: "again",
      config: { source: "const text = (inputs.of + ' ').repeat(8_000); return { text, size: text.length };" },
      inputs: [{ name: "of", type: "string", value: "{{ sys.run_id }} {{ again.index }}" }],
      outputs: [
        { name: "text", type: "string" },
        { name: "size", type: "number" },
      ],
    },
    end: { type: "end", inputs: [{ name: "size", type: "number", value: "{{ again.size }}" }] },
  },
  ["start -> again", "again -> end"],
);

/** Lasts for two seconds, so that who follows it can leave it in the middle. */
const lasting = graphOf(
  {
    start: { type: "start" },
    hello: { type: "answer", renderMode: "message", config: { text: "{{ start.query }}: " } },
    pause: { type: "wait", config: { amount: 2, unit: "seconds" } },
    bye: { type: "answer", renderMode: "message", config: { text: "{{ start.query }}." } },
    end: { type: "end" },
  },
  ["start -> hello", "hello -> pause", "pause -> bye", "bye -> end"],
);

interface RunAnswer {
  id: string;
  status: string;
}

export interface Kind {
  name: string;
  /** How many of hundred runs are of this kind. */
  share: number;
  graph: Graph;
  once(product: Product, workflowId: string, query: string): Promise<void>;
}

async function wait(product: Product, workflowId: string, query: string): Promise<void> {
  const run = await product.call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { query });
  if (run.status !== "succeeded") throw new Error(`A run did not succeed: ${run.status} ${run.id}`);
}

async function leaveToWorkers(product: Product, workflowId: string, query: string): Promise<void> {
  await product.call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { query, respond: "async" });
}

/** Opens a stream and leaves it: some at the first event, some in the middle of the run, some come back to it. */
async function followAndLeave({ origin, key, agent, call }: Product, workflowId: string, query: string): Promise<void> {
  const { id } = await call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { query, respond: "async" });
  const turns = 1 + Math.floor(Math.random() * 2);
  for (let turn = 0; turn < turns; turn++) {
    const answer = await request(`${origin}/api/v1/runs/${id}/events`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${key}` },
    });
    if (answer.statusCode !== 200)
      throw new Error(`Following answered ${answer.statusCode}: ${await answer.body.text()}`);
    const leaveAt = performance.now() + Math.random() * 2_500;
    for await (const _ of answer.body) if (performance.now() > leaveAt) break;
  }
}

async function streamAndLeave({ origin, key, agent }: Product, workflowId: string, query: string): Promise<void> {
  const answer = await request(`${origin}/api/v1/workflows/${workflowId}/runs`, {
    method: "POST",
    dispatcher: agent,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ query, respond: "stream" }),
  });
  if (answer.statusCode !== 200) throw new Error(`A stream answered ${answer.statusCode}: ${await answer.body.text()}`);
  for await (const _ of answer.body) break;
}

/** The kinds of runs of a soak; their shares make hundred. */
export const soakKinds: readonly Kind[] = [
  { name: "start, end", share: 40, graph: benchGraphs["start, end"] ?? emptyGraph(), once: wait },
  { name: "10 templates", share: 29.5, graph: chainOfTemplates(10), once: wait },
  { name: "in the background", share: 16, graph: chainOfTemplates(5), once: leaveToWorkers },
  { name: "followed, left", share: 4, graph: lasting, once: followAndLeave },
  { name: "streamed, left", share: 10, graph: lasting, once: streamAndLeave },
  { name: "large values in a loop", share: 0.5, graph: largeTurns, once: wait },
];
