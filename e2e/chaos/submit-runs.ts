// Clients that start runs and know of them only what the API promised: a run counts as accepted when its id was
// answered. One that was not answered is started again, as any client would.

import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "undici";
import type { Client } from "./client";
import { followStrictly } from "./follow-strictly";
import type { Random } from "./random";
import type { Shape } from "./shapes";

export interface Published {
  shape: Shape;
  workflowId: string;
}

export interface Submitted {
  /** Ids that were answered. */
  accepted: Set<string>;
  faults: { streams: string[]; answers: string[] };
  counts: { blocking: number; stream: number; async: number; reconnects: number; events: number };
}

interface RunAnswer {
  id: string;
  status: string;
  outputs: unknown;
}

const ends = new Set(["succeeded", "failed", "cancelled"]);

/** Starts `total` runs with this many clients; each waits for the end of its run before it starts another. */
export async function submitRuns(
  client: Client,
  published: readonly Published[],
  random: Random,
  { total, clients, stop }: { total: number; clients: number; stop: () => boolean },
): Promise<Submitted> {
  const accepted = new Set<string>();
  const faults = { streams: [] as string[], answers: [] as string[] };
  const counts = { blocking: 0, stream: 0, async: 0, reconnects: 0, events: 0 };
  let next = 0;

  function begin({ shape, workflowId }: Published, n: number, respond: string): Promise<Response> {
    const body = { inputs: { n }, respond, ...(shape.query ? { query: shape.query(n) } : {}) };
    return client.once("POST", `/workflows/${workflowId}/runs`, { body });
  }

  async function refuse(response: Response): Promise<never> {
    faults.answers.push(`starting a run answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    throw new Error("refused");
  }

  async function untilEnded(runId: string): Promise<void> {
    for (let pause = 100; ; pause = Math.min(pause * 1.5, 1_000)) {
      const { status, body } = await client.call<RunAnswer>("GET", `/runs/${runId}`);
      if (status !== 200) return void faults.answers.push(`run ${runId} was accepted and answers ${status}`);
      if (ends.has(body.status)) return;
      await sleep(pause);
    }
  }

  async function follow(runId: string, first: Response | null): Promise<void> {
    const followed = await followStrictly(client, runId, random, first);
    faults.streams.push(...followed.faults);
    counts.reconnects += followed.connections - 1;
    counts.events += followed.events;
  }

  async function blocking(one: Published, n: number): Promise<void> {
    const response = await begin(one, n, "blocking");
    if (response.status !== 200 && response.status !== 202) await refuse(response);
    const run = (await response.json()) as RunAnswer;
    accepted.add(run.id);
    counts.blocking += 1;
    if (response.status === 202) return untilEnded(run.id);
    const told = JSON.stringify([run.status, run.outputs]);
    const right = JSON.stringify(["succeeded", { result: one.shape.result(n) }]);
    if (told !== right) faults.answers.push(`run ${run.id} (${one.shape.name}) answered ${told} instead of ${right}`);
  }

  async function background(one: Published, n: number, isFollowed: boolean): Promise<void> {
    const response = await begin(one, n, "async");
    if (response.status !== 202) await refuse(response);
    const { id } = (await response.json()) as RunAnswer;
    accepted.add(id);
    counts.async += 1;
    await (isFollowed ? follow(id, null) : untilEnded(id));
  }

  /** Has it cancelled in the middle, wherever it is by then. */
  async function cancelled({ shape, workflowId }: Published, n: number, isFollowed: boolean): Promise<void> {
    const response = await begin({ shape, workflowId }, n, "async");
    if (response.status !== 202) await refuse(response);
    const { id } = (await response.json()) as RunAnswer;
    accepted.add(id);
    counts.async += 1;
    const over = isFollowed ? follow(id, null) : untilEnded(id);
    // Awaited below; it may fail before that.
    over.catch(() => undefined);
    await sleep(shape.cancelAfterMs?.(n) ?? 0);
    const { status } = await client.call("POST", `/runs/${id}/cancel`);
    if (status >= 300) faults.answers.push(`cancelling run ${id} answered ${status}`);
    await over;
  }

  async function streamed(one: Published, n: number): Promise<void> {
    const response = await begin(one, n, "stream");
    if (response.status !== 200) await refuse(response);
    const id = response.headers.get("weft-run-id");
    if (!id) throw new Error("a stream that names no run");
    accepted.add(id);
    counts.stream += 1;
    await follow(id, response);
  }

  async function work(): Promise<void> {
    while (next < total && !stop()) {
      const n = ++next;
      const one = random.pick(published);
      const way = random.pick(["blocking", "stream", "async", "async followed"]);
      try {
        await client.insist(() => {
          if (one.shape.cancelAfterMs) return cancelled(one, n, way.endsWith("followed"));
          if (way === "blocking") return blocking(one, n);
          return way === "stream" ? streamed(one, n) : background(one, n, way === "async followed");
        });
      } catch (error) {
        faults.answers.push(`number ${n} (${one.shape.name}, ${way}): ${String(error)}`);
      }
    }
  }

  await Promise.all(Array.from({ length: clients }, work));
  return { accepted, faults, counts };
}
