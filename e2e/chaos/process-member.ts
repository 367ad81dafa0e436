// One process of the product under test: started as the start script starts it, started again whenever it has ended,
// like a supervisor of containers would, and open to whatever is done to it. Knows nothing of why.

import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const endMs = 15_000;

export interface MemberOptions {
  name: string;
  kind: "web" | "worker";
  script: string;
  cwd: string;
  env: Record<string, string | undefined>;
  logFile: string;
  /** Ends the process when this one is gone. */
  guard(pid: number): () => void;
}

export interface Member {
  name: string;
  kind: "web" | "worker";
  port: number;
  /** Null between two lives. */
  pid(): number | null;
  signal(signal: NodeJS.Signals): void;
  /** Ends it for good; tells how it ended where that was not in order. */
  stop(): Promise<string | null>;
}

/** Starts a process and keeps it running. */
export function keepMember(options: MemberOptions): Member {
  const { name, kind, env, guard } = options;
  const log = createWriteStream(options.logFile, { flags: "a" });
  let child: ChildProcess | null = null;
  let stopping = false;
  const begin = () => {
    const started = spawn(process.execPath, ["--enable-source-maps", options.script], {
      cwd: options.cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    started.stdout.pipe(log, { end: false });
    started.stderr.pipe(log, { end: false });
    const dismiss = started.pid === undefined ? () => {} : guard(started.pid);
    started.once("exit", async () => {
      dismiss();
      child = null;
      await sleep(400);
      if (!stopping) begin();
    });
  };
  begin();
  return {
    name,
    kind,
    port: Number(env.PORT),
    pid: () => child?.pid ?? null,
    signal: (signal) => void child?.kill(signal),
    async stop() {
      stopping = true;
      const last = child;
      if (!last) return null;
      const exited = new Promise<string | null>((resolve) =>
        last.once("exit", (code, signal) =>
          // The web server tells by its code which signal it obeyed.
          resolve(code === 0 || code === 143 ? null : `${name} ended with ${code ?? signal}`),
        ),
      );
      const timer = setTimeout(() => last.kill("SIGKILL"), endMs);
      last.kill("SIGCONT");
      last.kill("SIGTERM");
      const how = await exited;
      clearTimeout(timer);
      log.end();
      return how;
    },
  };
}
