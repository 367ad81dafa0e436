// The chaos test: thousands of runs while everything under them dies, then the books are checked. Started by
// `npm run chaos`, which builds the product first.

import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startModelServer } from "@/e2e/fixtures/model-server";
import type { Graph } from "@/lib/graph/schema";
import { type Check, checkRuns } from "./check-runs";
import { type Client, makeClient } from "./client";
import { startEffectServer } from "./count-effects";
import { startDeciders } from "./decide-waits";
import { type Built, type Fleet, removeFleet, startFleet } from "./fleet";
import { type Random, randomOf } from "./random";
import { printReport } from "./report";
import { endlessCalled, quickCalled, type Shape, shapes, slowCalled, type World } from "./shapes";
import { type Published, type Submitted, submitRuns } from "./submit-runs";
import { type Deed, deeds, runVillain } from "./villain";

const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string" },
    clients: { type: "string" },
    shapes: { type: "string" },
    short: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    report: { type: "string" },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const short = values.short;
/** The short form goes on as long as there is something to suffer from. */
const total = short
  ? Number.POSITIVE_INFINITY
  : Number(values.runs ?? (values.minutes ? Number.POSITIVE_INFINITY : 3_000));
const clients = Number(values.clients ?? (short ? 12 : 24));
const untilMs = values.minutes ? Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;

/** How long runs may take to end after the last one was started. */
const calmMs = 90_000;

const built: Built = {
  root: process.env.WEFT_CHAOS_ROOT ?? process.cwd(),
  web: process.env.WEFT_CHAOS_WEB ?? "",
  node: process.env.WEFT_CHAOS_NODE ?? "",
};

async function publish(client: Client, name: string, graph: Graph): Promise<string> {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await client.call<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${name}: ${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { id } = await call<{ id: string }>("POST", "/workflows", { name, graph });
  const { revision } = await call<{ revision: number }>("GET", `/workflows/${id}/draft`);
  await call("POST", `/workflows/${id}/versions`, { revision, versionType: "minor" });
  return id;
}

async function connectModel(client: Client, baseUrl: string): Promise<string> {
  const model = { modelId: "scripted", name: "Scripted" };
  const more = { baseUrl, apiKey: "sk-scripted-0123456789", retryCount: 2, models: [model] };
  const { body: provider } = await client.call<{ id: string }>("POST", "/providers", {
    kind: "openai-compatible",
    name: "Scripted",
    ...more,
  });
  const { body } = await client.call<{ items: { id: string }[] }>("GET", `/models?providerId=${provider.id}`);
  const id = body.items[0]?.id;
  if (!id) throw new Error("The provider has no model.");
  return id;
}

async function publishAgent(client: Client, modelId: string): Promise<string> {
  const behaviour = { systemPrompt: "", modelId };
  const made = await client.call<{ id: string; revision: number }>("POST", "/agents", { name: "Asked", behaviour });
  const { id, revision } = made.body;
  const { status, body } = await client.call("POST", `/agents/${id}/publish`, { revision });
  if (status >= 300) throw new Error(`The agent was not published: ${JSON.stringify(body)}`);
  return id;
}

/** Publishes every shape, those that are called by others first. */
async function publishShapes(client: Client, effectUrl: string, modelUrl: string) {
  const modelId = await connectModel(client, modelUrl);
  const agentId = await publishAgent(client, modelId);
  const world: World = { effectUrl, modelId, agentId, called: { quick: "", slow: "", endless: "" } };
  const byId = new Map<string, Shape>();
  const add = async (shape: Shape) => {
    const id = await publish(client, shape.name, shape.graph(world));
    byId.set(id, shape);
    return id;
  };
  world.called.quick = await add(quickCalled);
  world.called.slow = await add(slowCalled);
  world.called.endless = await add(endlessCalled);
  const wanted = values.shapes?.split(",");
  const published: Published[] = [];
  for (const shape of shapes) {
    if (wanted && !wanted.some((part) => shape.name.includes(part))) continue;
    published.push({ shape, workflowId: await add(shape) });
  }
  return { byId, published };
}

/** A worker that sleeps past its leases has to do for the short form. */
const tooSlow: readonly Deed[] = ["web stopped past its leases", "database hung past all leases"];

/** Every deed once in a drawn order: what the short form has time for. */
function shuffledDeeds(random: Random): Deed[] {
  const left = deeds.filter((deed) => !tooSlow.includes(deed));
  const order: Deed[] = [];
  while (left.length > 0) order.push(...left.splice(random.between(0, left.length), 1));
  return order;
}

/** Runs whose start was never answered, so that who started them does not know what to cancel. */
async function cancelUnanswered(
  fleet: Fleet,
  client: Client,
  byId: ReadonlyMap<string, Shape>,
  submitted: Submitted,
): Promise<void> {
  const open = await fleet.sql<{ id: string; workflow_id: string }[]>`
    select id, workflow_id from runs where finished_at is null and cancel_requested_at is null`;
  for (const { id, workflow_id } of open) {
    if (!submitted.accepted.has(id) && byId.get(workflow_id)?.cancelAfterMs) {
      await client.call("POST", `/runs/${id}/cancel`);
    }
  }
}

async function untilCalm(fleet: Fleet): Promise<void> {
  const until = performance.now() + calmMs;
  while (performance.now() < until) {
    const open = await fleet.sql`select 1 from run_leases limit 1`.catch(() => null);
    if (open?.length === 0) return void (await sleep(2_500));
    await sleep(200);
  }
}

async function run(): Promise<boolean> {
  const write = (line: string) => console.log(line);
  const begun = performance.now();
  const source = randomOf(seed);
  const split = () => randomOf(source.between(0, 2 ** 31));
  const [forClients, forVillain, forDeciders] = [split(), split(), split()];
  write(`seed ${seed}, ${clients} clients`);
  const fleet = await startFleet(built, write);
  const effects = await startEffectServer();
  const models = await startModelServer();
  const client = makeClient(fleet.origins, fleet.key, forClients);
  const checks: Check[] = [];
  try {
    const { byId, published } = await publishShapes(client, effects.url, models.url);
    const deciders = startDeciders(client, fleet.sql, forDeciders);
    write(`${published.length} workflows published, ${Math.round((performance.now() - begun) / 1000)} s`);
    let submitting = true;
    const began = performance.now();
    const isOver = () => performance.now() - began > untilMs;
    const villainy = runVillain(fleet, forVillain, {
      deeds: short ? shuffledDeeds(forVillain) : null,
      pauseMs: short ? [800, 2_500] : [300, 1_800],
      isOver: () => !submitting && !short,
      write,
    });
    let villain: Awaited<typeof villainy> | null = null;
    void villainy.then((done) => {
      villain = done;
    });
    const submitted = await submitRuns(client, published, forClients, {
      total,
      clients,
      stop: () => (short ? villain !== null : isOver()),
    });
    submitting = false;
    const { counts, takeovers, wokenAt } = await villainy;
    await cancelUnanswered(fleet, client, byId, submitted);
    await untilCalm(fleet);
    checks.push(...(await checkRuns({ sql: fleet.sql, shapes: byId, submitted, server: effects, wokenAt })));
    await deciders.stop();
    checks.push({ what: "decisions and events with another outcome", violations: deciders.faults });
    checks.push({ what: "answers that only a broken server gives", violations: client.faults });
    await client.close();
    const times = await fleet.sql<{ name: string; runs: number; p50: number; p95: number }[]>`
      select w.name, count(*)::int as runs,
        (percentile_disc(0.5) within group (order by extract(epoch from r.finished_at - r.created_at)) * 1000)::int as p50,
        (percentile_disc(0.95) within group (order by extract(epoch from r.finished_at - r.created_at)) * 1000)::int as p95
      from runs r join workflows w on w.id = r.workflow_id where r.finished_at is not null
      group by w.name order by w.name`;
    const cancelMs = await fleet.sql<{ ms: number }[]>`
      select (extract(epoch from finished_at - cancel_requested_at) * 1000)::int as ms from runs
      where status = 'cancelled' and finished_at is not null and cancel_requested_at is not null`;
    checks.push({ what: "processes that did not end in order", violations: await fleet.stop() });
    return printReport({
      seed,
      seconds: (performance.now() - begun) / 1000,
      submitted,
      deciders: deciders.counts,
      deeds: counts,
      takeovers,
      cancels: cancelMs.map((row) => row.ms),
      times: [...times],
      checks,
      showTables: !short,
      file: values.report ?? null,
    });
  } finally {
    await Promise.allSettled([effects.stop(), models.stop()]);
    if (values.keep || checks.some((check) => check.violations.length > 0))
      console.log(`logs are left in ${fleet.folder}`);
    else removeFleet(fleet);
  }
}

process.exitCode = (await run()) ? 0 : 1;
process.exit();
