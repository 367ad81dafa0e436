// Does to the installation what machines do to software: kills, stops, hangs, cuts. What it does next is drawn from a
// seed; how soon the runs of a killed process had another owner is measured by the way.

import { setTimeout as sleep } from "node:timers/promises";
import type { Fleet } from "./fleet";
import type { Member } from "./process-member";
import type { Random } from "./random";

export const deeds = [
  "web killed",
  "worker killed",
  "web told to end",
  "worker told to end",
  "web stopped past its leases",
  "worker stopped past its leases",
  "database killed",
  "database connections cut",
  "database hung past all leases",
] as const;
export type Deed = (typeof deeds)[number];

export interface Villain {
  counts: Map<Deed, number>;
  /** Milliseconds until every run of a killed process had another owner or had ended. */
  takeovers: number[];
  /** When a process that had been stopped went on, in milliseconds since 1970. */
  wokenAt: number[];
}

/** Longer than a lease lives. */
const stopMs = 12_000;

/** What is drawn from where nothing is given: killing most of all. */
const drawn: readonly Deed[] = [...deeds, "web killed", "worker killed", "web killed", "worker killed"];

/** Runs the given deeds one after the other, or draws them until `until` says that it is enough. */
export async function runVillain(
  fleet: Fleet,
  random: Random,
  plan: {
    deeds: readonly Deed[] | null;
    pauseMs: [number, number];
    isOver: () => boolean;
    write: (line: string) => void;
  },
): Promise<Villain> {
  const counts = new Map<Deed, number>(deeds.map((deed) => [deed, 0]));
  const takeovers: number[] = [];
  const wokenAt: number[] = [];
  const measuring: Promise<void>[] = [];
  let hung = false;

  const running = (kind: Member["kind"]) => fleet.members.filter((one) => one.kind === kind && one.pid() !== null);

  async function kill(kind: Member["kind"]): Promise<void> {
    const victim = random.pick(running(kind));
    const rows = await fleet.sql<{ id: string }[]>`
      select id from processes where pid = ${victim.pid()} order by started_at desc limit 1`;
    const owner = rows[0]?.id;
    victim.signal("SIGKILL");
    // A measurement ends with the database that it asks.
    if (owner) measuring.push(measure(owner).catch(() => undefined));
  }

  async function measure(owner: string): Promise<void> {
    const begun = performance.now();
    const held = () => fleet.sql<{ one: number }[]>`select 1 as one from run_leases where owner = ${owner} limit 1`;
    const starts = fleet.databaseStarts();
    if ((await held()).length === 0) return;
    while ((await held()).length > 0) {
      // While the database is away nobody can take anything over.
      if (fleet.databaseStarts() !== starts || performance.now() - begun > 60_000) return;
      await sleep(20);
    }
    takeovers.push(performance.now() - begun);
  }

  /** Goes on beside other deeds, because a machine that hangs keeps nobody else from dying. */
  function stop(kind: Member["kind"]): void {
    const victim = random.pick(running(kind));
    const lasting = stopMs + random.between(0, 3_000);
    victim.signal("SIGSTOP");
    measuring.push(
      sleep(lasting).then(() => {
        wokenAt.push(Date.now());
        victim.signal("SIGCONT");
      }),
    );
  }

  function hangDatabase(): void {
    hung = true;
    measuring.push(
      fleet.hangDatabase(stopMs + random.between(0, 3_000)).then(() => {
        hung = false;
        wokenAt.push(Date.now());
      }),
    );
  }

  async function act(deed: Deed): Promise<void> {
    switch (deed) {
      case "web killed":
        return kill("web");
      case "worker killed":
        return kill("worker");
      case "web told to end":
        return random.pick(running("web")).signal("SIGTERM");
      case "worker told to end":
        return random.pick(running("worker")).signal("SIGTERM");
      case "web stopped past its leases":
        return stop("web");
      case "worker stopped past its leases":
        return stop("worker");
      case "database killed":
        return fleet.killDatabase();
      case "database hung past all leases":
        return hangDatabase();
      case "database connections cut":
        await fleet.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name <> 'chaos' and backend_type = 'client backend' and random() < 0.5`;
    }
  }

  const planned = [...(plan.deeds ?? [])];
  while (!plan.isOver()) {
    const deed = plan.deeds ? planned.shift() : random.pick(drawn);
    if (!deed) break;
    // It goes on beside other deeds, but not beside itself.
    if (hung && deed === "database hung past all leases") continue;
    await sleep(random.between(...plan.pauseMs));
    // Between two lives of the process there is nobody to be killed.
    await act(deed).then(
      () => counts.set(deed, (counts.get(deed) ?? 0) + 1),
      (error: unknown) => plan.write(`${deed}: ${String(error)}`),
    );
  }
  await Promise.allSettled(measuring);
  return { counts, takeovers, wokenAt };
}
