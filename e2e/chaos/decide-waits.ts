// The people and machines outside who end what runs wait for: somebody looks into the inbox and decides, sometimes twice
// at once, sometimes late; a payment service sends events.

import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Client } from "./client";
import type { Random } from "./random";
import { amountOf, isApproved, sumOf } from "./shapes";

export interface Deciders {
  /** How many decisions were made, and how many of them twice. */
  counts: { decided: number; twice: number; events: number };
  faults: string[];
  stop(): Promise<void>;
}

interface Inbox {
  items: { id: string; title: string }[];
}

/** Looks for what waits until it is stopped. */
export function startDeciders(client: Client, sql: Sql, random: Random): Deciders {
  const counts = { decided: 0, twice: 0, events: 0 };
  const faults: string[] = [];
  const begun = new Set<string>();
  let stopping = false;

  async function decide({ id, title }: { id: string; title: string }): Promise<void> {
    const n = Number(title);
    const twice = random.chance(0.3);
    if (random.chance(0.2)) await sleep(random.between(500, 4_000));
    const say = (comment: string) => {
      const body = isApproved(n)
        ? { outcome: "approve", values: { amount: amountOf(n) }, comment }
        : { outcome: "reject", values: { amount: 0 }, comment };
      return client.call<{ code?: string }>("POST", `/approvals/${id}/decide`, body);
    };
    const answers = await Promise.all(twice ? [say("one"), say("two")] : [say("one")]);
    counts.decided += 1;
    if (twice) counts.twice += 1;
    if (answers.filter(({ status }) => status === 200).length > 1) faults.push(`approval ${id} was decided twice`);
    for (const { status, body } of answers) {
      if (status !== 200 && body.code !== "approval_decided")
        faults.push(`approval ${id}: deciding answered ${status} ${JSON.stringify(body).slice(0, 300)}`);
    }
  }

  async function send(key: string): Promise<void> {
    if (random.chance(0.3)) await sleep(random.between(300, 3_000));
    const n = Number(key.replace("paid ", ""));
    const { status, body } = await client.call<{ code?: string }>("POST", "/events", { key, data: { sum: sumOf(n) } });
    if (status === 200) counts.events += 1;
    else if (body.code !== "event_unknown") faults.push(`event ${key} answered ${status} ${JSON.stringify(body)}`);
  }

  /** Does it beside everything else, at most once at a time for each. */
  function beside(name: string, work: () => Promise<void>): void {
    if (begun.has(name)) return;
    begun.add(name);
    work()
      .catch((error: unknown) => faults.push(`${name}: ${String(error)}`))
      .finally(() => begun.delete(name));
  }

  async function look(): Promise<void> {
    const { body } = await client.call<Inbox>("GET", "/approvals?limit=100");
    for (const item of body.items) beside(`approval ${item.id}`, () => decide(item));
    const waiting = await sql<{ key: string }[]>`
      select distinct correlation_key as key from waits where kind = 'event' and ended_at is null limit 100`;
    for (const { key } of waiting) beside(`event ${key}`, () => send(key));
  }

  const looking = (async () => {
    while (!stopping) {
      await look().catch(() => undefined);
      await sleep(200);
    }
    while (begun.size > 0) await sleep(20);
  })();
  return {
    counts,
    faults,
    stop: async () => {
      stopping = true;
      await looking;
    },
  };
}
