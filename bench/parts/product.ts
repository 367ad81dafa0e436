// The built product, started as users start it on an empty folder, with an owner and an API key: what benches measure
// over HTTP.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Agent, request } from "undici";
import { findFreePort } from "@/e2e/fixtures/find-free-port";

const root = process.env.WEFT_BENCH_ROOT ?? process.cwd();

export interface Product {
  /** Where it answers, such as http://127.0.0.1:1234. */
  origin: string;
  key: string;
  /** The process of the web server. */
  child: ChildProcess;
  /** Calls the API and gives what it answers; throws where that is no success. */
  call<T>(method: "GET" | "POST" | "PUT" | "PATCH", path: string, body?: object): Promise<T>;
  /** The dispatcher with the connections of the caller's clients. */
  agent: Agent;
}

async function start(home: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port), "--host", "127.0.0.1"], {
    cwd: root,
    env: {
      ...process.env,
      WEFT_HOME: home,
      DATABASE_URL: "",
      WEFT_PUBLIC_URL: `http://127.0.0.1:${port}`,
      WEFT_ALLOW_HOSTS: "127.0.0.1",
      WEFT_END_WITH_PARENT: "1",
      WEFT_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.includes("Weft is ready at")) resolve();
      });
    }
    child.once("exit", (code) => reject(new Error(`The product ended with ${code}: ${text}`)));
  });
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Makes the owner and a key with the product's own commands. */
async function setUp(home: string): Promise<string> {
  const weft = (args: string[], input = "") => {
    const running = promisify(execFile)(process.execPath, ["scripts/weft.mjs", ...args], {
      cwd: root,
      env: { ...process.env, WEFT_HOME: home, DATABASE_URL: "" },
    });
    running.child.stdin?.end(input);
    return running;
  };
  await weft(
    ["setup", "--email", "bench@example.com", "--password-stdin", "--workspace", "Bench"],
    "correct horse battery staple 7\n",
  );
  const { stdout } = await weft(["key", "create", "--name", "bench"]);
  return stdout.trim();
}

/** Runs `work` with the product started on an empty folder. */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  // Started as root, the database runs as an unprivileged user, who must be able to pass.
  chmodSync(folder, 0o755);
  const home = join(folder, "data");
  const port = await findFreePort();
  const child = await start(home, port);
  const agent = new Agent({ connections: 200 });
  try {
    const key = await setUp(home);
    const origin = `http://127.0.0.1:${port}`;
    return await work({
      origin,
      key,
      child,
      agent,
      call: async <T>(method: string, path: string, body?: object) => {
        const answer = await request(`${origin}/api/v1${path}`, {
          method: method as "GET",
          dispatcher: agent,
          headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const text = await answer.body.text();
        if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
        return (text === "" ? null : JSON.parse(text)) as T;
      },
    });
  } finally {
    await agent.close();
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  }
}
