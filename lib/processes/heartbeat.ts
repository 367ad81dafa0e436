// The sign of life that a process leaves in the database: others take over the runs of one that has gone silent, and
// /api/ready wants to see a worker's. Must not know what the process does.

import { expectAnswer } from "@/db/client";
import { faultOf } from "@/db/errors";
import { systemSql } from "@/db/system";
import { log } from "@/lib/log";
import { type Clock, systemClock } from "@/lib/shared/clock";
import type { ProcessKind } from "@/lib/shared/statuses";
import { ownProcess } from "./own-process";

/** How often a process signs. */
const heartbeatMs = 2_000;
/** A process that has not signed for so long is dead to the others. */
export const silentMs = 10_000;
const forgottenMs = 3_600_000;

export interface Heartbeat {
  /** Withdraws the process: from now on its runs are nobody's. */
  stop(): Promise<void>;
}

const holder: { weftHeartbeat?: Promise<Heartbeat> } = globalThis as { weftHeartbeat?: Promise<Heartbeat> };

/** Keeps this process's sign of life, written once before this returns; any number of callers share one. */
export function keepHeartbeat(kind: ProcessKind): Promise<Heartbeat> {
  holder.weftHeartbeat ??= begin(kind).catch((error: unknown) => {
    delete holder.weftHeartbeat;
    throw error;
  });
  return holder.weftHeartbeat;
}

/** The same for a process that serves before its database does: tries again until the database answers. */
export async function keepHeartbeatSoon(kind: ProcessKind, clock: Pick<Clock, "sleep"> = systemClock): Promise<void> {
  for (;;) {
    try {
      await keepHeartbeat(kind);
      return;
    } catch (error) {
      if (faultOf(error)?.kind !== "unavailable") throw error;
      await clock.sleep(heartbeatMs);
    }
  }
}

async function begin(kind: ProcessKind): Promise<Heartbeat> {
  ownProcess(kind);
  await sign();
  let signing = Promise.resolve();
  const timer = setInterval(() => {
    signing = signing.then(sign).catch((error: unknown) => log.warn({ err: error }, "heartbeat failed"));
  }, heartbeatMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      delete holder.weftHeartbeat;
      await signing;
      await systemSql()`delete from processes where id = ${ownProcess().id}`;
    },
  };
}

async function sign(): Promise<void> {
  const { id, kind, host, machine, pid, birth } = ownProcess();
  const signed = systemSql()`
    insert into processes (id, kind, host, machine, pid, birth)
    values (${id}, ${kind}, ${host}, ${machine}, ${pid}, ${birth})
    on conflict (id) do update set heartbeat_at = now()`;
  // Without it the others take its runs over, so it loses nothing that it would still have by waiting longer.
  await expectAnswer(signed, silentMs);
}

/** Removes the rows of processes that died long ago; their leases expired by themselves. */
export async function forgetDeadProcesses(): Promise<void> {
  await systemSql()`delete from processes where heartbeat_at < now() - ${forgottenMs} * interval '1 millisecond'`;
}
