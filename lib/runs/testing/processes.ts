// Real processes of the product on a test's database: workers as they are, and something that starts runs like a web
// server does. Bundled once for whoever asks, as the product's own are.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { StartOrder } from "./web-process";

interface Answer {
  ready?: boolean;
  runId?: string;
  error?: string;
}

export interface ProductProcess {
  pid: number;
  /** Has the process start a run; gives its id once it is accepted. Of web processes alone. */
  startRun(order: StartOrder): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** All that it has printed so far. */
  output(): string;
  /** Ends it with this signal and waits until it has. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

export interface Processes {
  start(kind: "web" | "worker", more?: Record<string, string>): Promise<ProductProcess>;
  /** Kills what still runs and removes the bundles. */
  close(): Promise<void>;
}

/** Bundles the processes of the checkout at `root`, to be started on the database at `databaseUrl`. */
export async function prepareProcesses(root: string, databaseUrl: string): Promise<Processes> {
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist", "processes-"));
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "lib/worker.ts", out: "worker" },
      { in: "lib/runs/testing/web-process.ts", out: "web" },
    ],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  });
  const running = new Set<ChildProcess>();
  return {
    async start(kind, more = {}) {
      const child = spawn(process.execPath, [join(folder, `${kind}.mjs`)], {
        env: {
          ...process.env,
          WEFT_ALLOW_HOSTS: "127.0.0.1",
          WEFT_LOG_LEVEL: "error",
          ...more,
          DATABASE_URL: databaseUrl,
        },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      const output = keepOutput(child);
      running.add(child);
      child.once("exit", () => running.delete(child));
      if (child.pid === undefined) throw new Error(`no ${kind} process`);
      // A worker tells nobody that it is ready; the database does.
      if (kind === "web") await once(child, "message");
      return productProcess(child, child.pid, output);
    },
    async close() {
      await Promise.all([...running].map((child) => endProcess(child, "SIGKILL")));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Keeps what a process prints, and prints it. */
function keepOutput(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from?.on("data", (part: Buffer) => {
      parts.push(part.toString());
      to.write(part);
    });
  }
  return () => parts.join("");
}

async function endProcess(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

function productProcess(child: ChildProcess, pid: number, output: () => string): ProductProcess {
  return {
    pid,
    output,
    async startRun(order) {
      // Orders are answered one by one, in the order in which they are given: callers wait for each.
      child.send(order);
      const [answer] = (await once(child, "message")) as [Answer];
      if (!answer.runId) throw new Error(answer.error ?? "the process did not start the run");
      return answer.runId;
    },
    signal: (signal) => void child.kill(signal),
    end: (signal) => endProcess(child, signal),
  };
}
