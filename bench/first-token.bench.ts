// What the product adds between a model and whoever waits for its first word, and how many streams it carries: chat and
// API of the built product against the same scripted model server called directly, side by side.
// A bench that names WEFT_BENCH_WEB gets the web server built before it starts.

import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { Agent } from "undici";
import { startModelServer } from "@/e2e/fixtures/model-server";
import { graphOf } from "@/lib/runs/testing/graphs";
import { percentile } from "./parts/load";
import { type Product, withProduct } from "./parts/product";
import { type StreamCall, type StreamTimes, timeStream } from "./parts/streams";

const rounds = 6;
const roundMs = Number(process.env.WEFT_BENCH_SECONDS ?? 5) * 400;
/** The model thinks for a moment and then speaks at a good pace; without a pause it says much at once. */
const paced = "[[delay:60]] [[slow:4]] [[words:25]]";
const fast = "[[words:150]]";

// The model server has a thread of its own, so that it and the clients don't wait for each other.
if (!isMainThread) {
  const server = await startModelServer();
  parentPort?.postMessage(server.url);
}

async function startModelThread(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(new URL(import.meta.url));
  const url = await new Promise<string>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return { url, stop: () => worker.terminate() };
}

/** The model's words are w1, w2 …; those said before somebody could listen come as a whole in a snapshot. */
const marker = /"(?:text|content)":"w1/;

type Ways = Record<string, (question: string) => StreamCall>;

async function prepare({ origin, key, call }: Product, modelUrl: string): Promise<Ways> {
  await call("POST", "/providers", {
    kind: "openai-compatible",
    name: "Scripted",
    baseUrl: modelUrl,
    apiKey: "any",
    models: [{ modelId: "scripted" }],
  });
  const agent = await call<{ id: string; workflowId: string }>("POST", "/agents", {
    name: "Talker",
    behaviour: {
      systemPrompt: "Be brief.",
      modelId: null,
      temperature: null,
      welcomeMessage: "",
      suggestedQuestions: [],
    },
  });
  const draft = await call<{ revision: number }>("GET", `/workflows/${agent.workflowId}/draft`);
  await call("POST", `/agents/${agent.id}/publish`, { revision: draft.revision });
  const graph = graphOf(
    { start: { type: "start" }, answer: { type: "llm", renderMode: "message" }, end: { type: "end" } },
    ["start -> answer", "answer -> end"],
  );
  const workflow = await call<{ id: string; revision: number }>("POST", "/workflows", { name: "Answer", graph });
  const { revision } = await call<{ revision: number }>("GET", `/workflows/${workflow.id}/draft`);
  await call("POST", `/workflows/${workflow.id}/versions`, { revision });
  const headers = { authorization: `Bearer ${key}` };
  return {
    "the model itself": (question) => ({
      url: `${modelUrl}/chat/completions`,
      body: { model: "scripted", stream: true, messages: [{ role: "user", content: question }] },
      marker,
    }),
    chat: (query) => ({ url: `${origin}/api/v1/agents/${agent.id}/chat`, headers, body: { query }, marker }),
    "API, streamed": (query) => ({
      url: `${origin}/api/v1/workflows/${workflow.id}/runs`,
      headers,
      body: { query, respond: "stream" },
      marker,
    }),
  };
}

/** Every way in turn, again and again, so that whatever else the machine does falls on all of them. */
async function measureWays(ways: Ways, question: string, clients: number) {
  const agent = new Agent({ connections: 100 });
  const seen = new Map<string, StreamTimes[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, callOf] of Object.entries(ways)) {
      const times: StreamTimes[] = [];
      const until = performance.now() + roundMs;
      const work = async () => {
        while (performance.now() < until) times.push(await timeStream(agent, callOf(question)));
      };
      await Promise.all(Array.from({ length: clients }, work));
      // The first round warms up.
      if (round > 0) seen.set(name, [...(seen.get(name) ?? []), ...times]);
    }
  }
  await agent.close();
  return seen;
}

const sorted = (times: readonly StreamTimes[], key: keyof StreamTimes) =>
  times.map((time) => time[key]).sort((a, b) => a - b);

function rowsOf(seen: Map<string, StreamTimes[]>, clients: number) {
  const own = seen.get("the model itself") ?? [];
  const base = percentile(sorted(own, "firstMs"), 0.5);
  return [...seen].map(([way, times]) => {
    const first = sorted(times, "firstMs");
    const ms = (value: number) => Number(value.toFixed(1));
    return {
      way,
      clients,
      "first p50 ms": ms(percentile(first, 0.5)),
      "first p95 ms": ms(percentile(first, 0.95)),
      "added p50 ms": ms(percentile(first, 0.5) - base),
      "whole p50 ms": ms(percentile(sorted(times, "wholeMs"), 0.5)),
      "answers a second": Number((times.length / ((rounds * roundMs) / 1000)).toFixed(1)),
      "of the model's own": Number((times.length / Math.max(1, own.length)).toFixed(2)),
    };
  });
}

/** Measures both questions with one client and with ten. */
export async function run() {
  const model = await startModelThread();
  return withProduct(async (product) => {
    const ways = await prepare(product, model.url);
    const firstToken = [];
    const throughput = [];
    for (const clients of [1, 10]) {
      firstToken.push(...rowsOf(await measureWays(ways, paced, clients), clients));
      throughput.push(...rowsOf(await measureWays(ways, fast, clients), clients));
    }
    await model.stop();
    return {
      "A model that thinks 60 ms and says 25 words, 4 ms apart": firstToken,
      "A model that says 150 words at once": throughput,
    };
  });
}
