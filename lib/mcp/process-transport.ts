// Messages over the standard streams of a process that is started for it: without a shell, with an environment of its
// own, in a process group of its own, within a limit of memory. What it writes to its error stream is its log.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { serverFailed } from "./failures";
import { maxMessageBytes, maxProcessBytes } from "./limits";
import { forgetGroup, keepGroup, readGroupMemory, signalGroup } from "./process-groups";
import { readLines } from "./read-events";
import { readMessages } from "./read-message";
import type { ProcessTarget } from "./server-target";

const memoryCheckMs = 3_000;
/** Between closing its input, asking it to stop and ending it. */
const patienceMs = 1_500;
/** What is wrong with a command that no process came of, by the system's own code. */
const startFaults: Partial<Record<string, string>> = {
  ENOENT: "isn't there",
  EACCES: "may not be run",
};

export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  #child: ChildProcessWithoutNullStreams | null = null;
  #isClosed = false;
  readonly #target: ProcessTarget;
  readonly #log: (text: string) => void;
  readonly #maxBytes: number;

  constructor(target: ProcessTarget, log: (text: string) => void, maxBytes = maxProcessBytes) {
    this.#target = target;
    this.#log = log;
    this.#maxBytes = maxBytes;
  }

  async start(): Promise<void> {
    const home = await mkdtemp(join(tmpdir(), "weft-tool-server-"));
    const { command, args, env } = this.#target;
    const child = spawn(command, [...args], {
      cwd: home,
      env: {
        PATH: process.env.PATH ?? "/usr/bin:/bin",
        HOME: home,
        TMPDIR: home,
        LANG: "C.UTF-8",
        NODE_ENV: "production",
        ...env,
      },
      shell: false,
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    child.once("close", (code, signal) => {
      rm(home, { recursive: true, force: true }).catch(() => undefined);
      // Nothing has begun that could end; why is told to whoever starts it.
      if (child.pid === undefined) return;
      this.#log(`[weft] the process ended ${signal ? `by ${signal}` : `with the code ${code}`}\n`);
      // Whatever it has started goes too.
      signalGroup(child.pid, "SIGKILL");
      forgetGroup(child.pid);
      this.#end();
    });
    // A process that ends closes its input under us.
    child.stdin.on("error", () => undefined);
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#log(text));
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause: NodeJS.ErrnoException) => {
        const why = `The command ${command} ${startFaults[cause.code ?? ""] ?? "can't be started"}.`;
        this.#log(`[weft] ${why}\n`);
        reject(serverFailed(why, cause));
      });
    });
    const { pid } = child;
    if (pid === undefined) throw serverFailed(`The command ${command} can't be started.`);
    keepGroup(pid);
    this.#log(`[weft] started as process ${pid}\n`);
    this.#watchMemory(pid);
    void this.#follow(child);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const child = this.#child;
    if (!child || this.#isClosed) throw serverFailed("The tool server's process is not running.");
    await new Promise<void>((resolve, reject) => {
      child.stdin.write(`${JSON.stringify(message)}\n`, (cause) =>
        cause ? reject(serverFailed("The tool server's process does not take messages any more.", cause)) : resolve(),
      );
    });
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return this.#end();
    const { pid } = child;
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    child.stdin.end();
    const asking = setTimeout(() => signalGroup(pid, "SIGTERM"), patienceMs);
    const killing = setTimeout(() => signalGroup(pid, "SIGKILL"), patienceMs * 2);
    await ended;
    clearTimeout(asking);
    clearTimeout(killing);
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.onclose?.();
  }

  /** Ends it at once, for what can't be mended. */
  #stop(why: Error): void {
    this.onerror?.(why);
    this.#log(`[weft] ${why.message}\n`);
    const pid = this.#child?.pid;
    if (pid !== undefined) signalGroup(pid, "SIGKILL");
  }

  async #follow(child: ChildProcessWithoutNullStreams): Promise<void> {
    try {
      for await (const line of readLines(child.stdout, maxMessageBytes)) {
        if (line.trim() !== "") this.#take(line);
      }
    } catch (error) {
      if (!this.#isClosed && error instanceof Error) this.#stop(error);
    }
  }

  #take(line: string): void {
    try {
      for (const message of readMessages(line)) this.onmessage?.(message);
    } catch (error) {
      // Many servers greet on the wrong stream: noted, and no reason to stop.
      if (error instanceof Error) this.onerror?.(error);
      this.#log(`[weft] no message: ${line.slice(0, 500)}\n`);
    }
  }

  #watchMemory(pid: number): void {
    const timer = setInterval(async () => {
      if (this.#isClosed) return clearInterval(timer);
      const bytes = await readGroupMemory(pid);
      if (bytes === null) return clearInterval(timer);
      if (bytes > this.#maxBytes) {
        clearInterval(timer);
        this.#stop(serverFailed(`It used more than ${Math.round(this.#maxBytes / 1_048_576)} MB of memory.`));
      }
    }, memoryCheckMs);
    timer.unref();
  }
}
