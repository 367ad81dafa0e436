// The background process: takes runs, and repeats its duties until it is told to stop. What a duty does is its feature's
// business; this only keeps time, keeps one failure from stopping the others, and lets the one under way end.

import { closeDatabase, getListener } from "@/db/client";
import { purgeConversations } from "@/lib/conversations/purge-conversations";
import { env } from "@/lib/env";
import { tidyFiles } from "@/lib/files/tidy-files";
import { log } from "@/lib/log";
import { forgetDeadProcesses, keepHeartbeat } from "@/lib/processes/heartbeat";
import { cancelAbandoned } from "@/lib/runs/cancel-run";
import { clearEvents } from "@/lib/runs/clear-events";
import { releaseRuns } from "@/lib/runs/runtime";
import { workQueue } from "@/lib/runs/work-queue";
import { closeConnections } from "@/lib/tool-servers/with-server";

interface Duty {
  name: string;
  everyMs: number;
  /** One round; a long one listens to the signal, which says that the process is ending. */
  run(signal: AbortSignal): Promise<void>;
}

const duties: Duty[] = [
  { name: "clear ended runs' events", everyMs: 60_000, run: clearEvents },
  { name: "cancel runs that nobody waits for", everyMs: 10_000, run: cancelAbandoned },
  { name: "purge deleted conversations", everyMs: 3_600_000, run: purgeConversations },
  { name: "remove files that nothing refers to", everyMs: 300_000, run: tidyFiles },
  { name: "forget dead processes", everyMs: 600_000, run: forgetDeadProcesses },
];

/** How long everything under way may take to end. */
const patienceMs = 8_000;

/** What has not ended yet, for whoever asks why the process had to be cut short. */
const underWay = new Set<string>();

async function keep(name: string, work: Promise<void>): Promise<void> {
  underWay.add(name);
  await work;
  underWay.delete(name);
}

async function repeat(duty: Duty, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await duty.run(signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: error, duty: duty.name }, "duty failed");
    }
    await pause(duty.everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

async function work(): Promise<void> {
  const stopping = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => stopping.abort());
  const heartbeat = await keepHeartbeat("worker");
  await Promise.all([
    keep("take runs", workQueue(getListener(), env().workerRuns, stopping.signal)),
    ...duties.map((duty) => keep(duty.name, repeat(duty, stopping.signal))),
  ]);
  await keep("hand over runs", releaseRuns());
  await keep("withdraw the sign of life", heartbeat.stop());
  await keep("close connections to tool servers", closeConnections());
  await keep("close the database", closeDatabase());
}

// The driver can throw outside of any promise when its server dies: better to end and be started again than to go on half.
process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "worker failed");
  process.exit(1);
});
process.on("SIGTERM", () => {
  setTimeout(() => {
    log.error({ underWay: [...underWay] }, "worker did not end in time");
    process.exit(1);
  }, patienceMs).unref();
});

await work();
process.exit(0);
