// How many runs a second the product carries and how long each takes: through the API of the built product, and in this
// process without HTTP. Strictly durable: a run is answered when all it did is committed, with row-level security on.

import { request } from "undici";
import { make } from "@/db/testing/make";
import type { Scope } from "@/lib/auth/scope";
import { scopeOf } from "@/lib/auth/testing/scope";
import { keepHeartbeat } from "@/lib/processes/heartbeat";
import { answerRun } from "@/lib/runs/answer-run";
import { releaseRuns } from "@/lib/runs/runtime";
import { startRun } from "@/lib/runs/start-run";
import { newId } from "@/lib/shared/ids";
import { publishGraph } from "@/lib/workflows/testing/publish-graph";
import { benchGraphs } from "./parts/graphs";
import { measureLoad } from "./parts/load";
import { listMemory } from "./parts/memory";
import { type Product, withProduct } from "./parts/product";
import { withScratchDatabase } from "./parts/scratch-database";

// A bench that names WEFT_BENCH_WEB gets the web server built before it starts.
const seconds = Number(process.env.WEFT_BENCH_SECONDS ?? 5);
const clientCounts = [1, 10, 50];

interface Answer {
  status: string;
}

function check(answer: Answer): void {
  if (answer.status !== "succeeded") throw new Error(`A run did not succeed: ${JSON.stringify(answer)}`);
}

/** One graph with every number of clients, a little before it counts. */
async function measureClients(graph: string, once: () => Promise<void>) {
  const rows = [];
  await measureLoad({ clients: 10, seconds: 1 }, once);
  for (const clients of clientCounts) rows.push({ graph, ...(await measureLoad({ clients, seconds }, once)) });
  return rows;
}

async function measureAll(prepare: (name: string) => Promise<() => Promise<void>>) {
  const rows = [];
  for (const name of Object.keys(benchGraphs)) rows.push(...(await measureClients(name, await prepare(name))));
  return rows;
}

/** What the web server itself costs: a route that does nothing. Runs are compared with it, since machines differ. */
async function answerNothing({ agent, origin }: Product): Promise<void> {
  const answer = await request(`${origin}/api/health`, { dispatcher: agent });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`The web server answered ${answer.statusCode}.`);
}

type Rows = Awaited<ReturnType<typeof measureClients>>;

/** Adds how each rate compares with that of the route that does nothing, at as many clients. */
function withRatio(nothing: Rows, runs: Rows) {
  const rate = new Map(nothing.map((row) => [row.clients, row["a second"]]));
  return [...nothing, ...runs].map((row) => ({
    ...row,
    "of nothing": Number((row["a second"] / (rate.get(row.clients) ?? Number.NaN)).toFixed(2)),
  }));
}

async function prepareHere(scope: Scope, name: string): Promise<() => Promise<void>> {
  const graph = benchGraphs[name];
  if (!graph) throw new Error(`There is no graph ${name}.`);
  const id = await publishGraph(scope, graph, name);
  const asked = new Request("http://localhost/");
  return async () => {
    const executing = await startRun(scope, id, { inputs: {}, query: "Question", version: "production" });
    const answer = await answerRun(scope, executing, "blocking", { request: asked, requestId: newId() });
    if (!(answer instanceof Response)) check(answer);
  };
}

async function prepareThere({ call }: Product, name: string): Promise<() => Promise<void>> {
  const { id } = await call<{ id: string }>("POST", "/workflows", { name, graph: benchGraphs[name] });
  const { revision } = await call<{ revision: number }>("GET", `/workflows/${id}/draft`);
  await call("POST", `/workflows/${id}/versions`, { revision, versionType: "minor" });
  return async () => check(await call<Answer>("POST", `/workflows/${id}/runs`, { query: "Question" }));
}

/** Runs every graph in both ways. */
export async function run() {
  const inProcess = await withScratchDatabase(async () => {
    const workspace = await make.workspace();
    const scope = scopeOf(workspace, await make.member(workspace, "owner"));
    const rows = await measureAll((name) => prepareHere(scope, name));
    await releaseRuns();
    // It would go on signing in a database that is gone.
    await (await keepHeartbeat("web")).stop();
    return rows;
  });
  return withProduct(async (product) => {
    const before = listMemory(product.child.pid ?? 0);
    const nothing = await measureClients("no run, an empty route", () => answerNothing(product));
    const overHttp = withRatio(nothing, await measureAll((name) => prepareThere(product, name)));
    const after = listMemory(product.child.pid ?? 0);
    const memory = before.map(({ process, MB }) => ({
      process,
      "MB before": MB,
      "MB after": after.find((row) => row.process === process)?.MB ?? 0,
    }));
    return { "Over HTTP": overHttp, "In this process": inProcess, Memory: memory };
  });
}
