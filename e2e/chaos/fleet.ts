// The installation under test: PostgreSQL by our own supervisor, two web servers and two workers as separate processes
// on it, set up with an owner and a key. Everything lies in a folder that is removed afterwards.

import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { findFreePort } from "@/e2e/fixtures/find-free-port";
import { keepMember, type Member } from "./process-member";

/** Where the built product is. */
export interface Built {
  root: string;
  web: string;
  node: string;
}

export interface Fleet {
  members: Member[];
  /** Addresses of the web servers. */
  origins: string[];
  key: string;
  /** As the cluster's owner, whom row-level security lets see everything. */
  sql: Sql;
  killDatabase(): void;
  /** Lets the database hang for a while: its connections stay, and nothing is answered. */
  hangDatabase(ms: number): Promise<void>;
  /** How often the database was started again. */
  databaseStarts(): number;
  /** Ends everything; tells of what did not end in order. */
  stop(): Promise<string[]>;
  folder: string;
}

interface Server {
  url: string;
  superUrl: string;
  port: number;
  pid: number;
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

type StartPostgres = (options: { dataDir: string; port?: number; settings: Record<string, string> }) => Promise<Server>;
type Guard = (pid: number, signal: string, options: { patience: number }) => () => void;

function childrenOf(parent: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** Keeps a server running on one port, started again after every crash. */
async function keepDatabase(start: StartPostgres, dataDir: string) {
  const settings = { max_connections: "200" };
  let server = await start({ dataDir, settings });
  let stopping = false;
  let starts = 0;
  const watch = async () => {
    while (!stopping) {
      await server.exited;
      if (stopping) return;
      server = await start({ dataDir, settings, port: server.port });
      starts += 1;
    }
  };
  void watch();
  let hanging: number[] = [];
  const wake = () => {
    for (const pid of hanging) signalIfThere(pid, "SIGCONT");
    hanging = [];
  };
  return {
    url: server.url,
    superUrl: server.superUrl,
    kill: () => {
      // What hangs does not see that its server is gone, and holds its memory.
      wake();
      process.kill(server.pid, "SIGKILL");
    },
    async hang(ms: number) {
      hanging = [server.pid, ...childrenOf(server.pid)];
      for (const pid of hanging) signalIfThere(pid, "SIGSTOP");
      await sleep(ms);
      wake();
    },
    starts: () => starts,
    async stop() {
      stopping = true;
      wake();
      await server.stop();
    },
  };
}

/** Starts everything; `write` gets a line now and then. */
export async function startFleet(built: Built, write: (line: string) => void): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), "weft-chaos-"));
  // Started as root, the database runs as an unprivileged user, who must be able to pass.
  chmodSync(folder, 0o755);
  const script = (path: string) => import(pathToFileURL(join(built.root, "scripts", path)).href);
  const { startPostgres }: { startPostgres: StartPostgres } = await script("postgres.mjs");
  const { guard }: { guard: Guard } = await script("process/watchdog.mjs");
  const database = await keepDatabase(startPostgres, join(folder, "postgres"));
  const ports = [await findFreePort(), await findFreePort()];
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: database.url,
    WEFT_HOME: join(folder, "data"),
    WEFT_SECRET_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    WEFT_PUBLIC_URL: origins[0],
    WEFT_ALLOW_HOSTS: "127.0.0.1",
    WEFT_LOG_LEVEL: "warn",
    HOSTNAME: "127.0.0.1",
  };
  const weft = async (args: string[], input = "") => {
    const running = promisify(execFile)(process.execPath, [join(built.node, "weft.mjs"), ...args], {
      env: { ...process.env, ...env },
    });
    running.child.stdin?.end(input);
    return (await running).stdout.trim();
  };
  await weft(["prepare"]);
  await weft(
    ["setup", "--email", "chaos@example.com", "--password-stdin", "--workspace", "Chaos"],
    `${randomBytes(12).toString("hex")}\n`,
  );
  const key = await weft(["key", "create", "--name", "chaos", "--rate-limit", "1000000"]);
  const member = (kind: "web" | "worker", at: number): Member =>
    keepMember({
      name: `${kind} ${at + 1}`,
      kind,
      script: kind === "web" ? join(built.web, "server.js") : join(built.node, "worker.mjs"),
      cwd: kind === "web" ? built.web : built.node,
      env: { ...env, ...(kind === "web" ? { PORT: String(ports[at]) } : {}) },
      logFile: join(folder, `${kind}-${at + 1}.log`),
      guard: (pid) => guard(pid, "TERM", { patience: 1_000 }),
    });
  const members = [member("web", 0), member("web", 1), member("worker", 0), member("worker", 1)];
  const superUrl = new URL(database.superUrl);
  superUrl.pathname = new URL(database.url).pathname;
  const sql = postgres(superUrl.href, {
    max: 4,
    onnotice: () => {},
    // A connection lost while it asks for types fails where nobody can catch it, and that would end the test.
    fetch_types: false,
    connection: { application_name: "chaos" },
  });
  write(`two web servers and two workers on ${folder}`);
  return {
    members,
    origins,
    key,
    sql,
    folder,
    killDatabase: database.kill,
    hangDatabase: database.hang,
    databaseStarts: database.starts,
    async stop() {
      const faults = await Promise.all(members.map((one) => one.stop()));
      await sql.end({ timeout: 2 });
      await database.stop();
      return faults.filter((fault) => fault !== null);
    },
  };
}

/** Removes what the installation left on the disk. */
export function removeFleet(fleet: Fleet): void {
  rmSync(fleet.folder, { recursive: true, force: true });
}
