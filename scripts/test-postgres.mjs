// One PostgreSQL server for all database tests of this checkout. Whoever needs it leaves a note with its process id;
// the server starts with the first note and ends by itself soon after the last process that left one is gone.
// By hand: `node scripts/test-postgres.mjs` keeps it up and prints its address until Ctrl-C.
// Its data are worthless: no fsync, and every start begins from nothing. Must not know what tests do with it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startPostgres } from "./postgres.mjs";
import { startedAt } from "./process/identity.mjs";
import { takeLock } from "./process/lock.mjs";
import { countNotes, leaveNote } from "./process/notes.mjs";
import { StartError } from "./process/start-error.mjs";
import { writeWhole } from "./process/write-whole.mjs";

const IDLE_MS = 10_000;
const START_MS = 60_000;

/** Where the test server of this checkout lives. */
export function testHome() {
  const checkout = fileURLToPath(new URL("..", import.meta.url));
  const key = createHash("sha256").update(checkout).digest("hex").slice(0, 12);
  return resolve(process.env.WEFT_TEST_HOME ?? join(tmpdir(), `weft-test-${process.getuid?.() ?? 0}-${key}`));
}

/**
 * Makes sure that the test server runs while this process lives. `url` is its maintenance database, as a plain role
 * that may create databases; an address already given in WEFT_TEST_DATABASE_URL wins.
 * @returns {Promise<{ url: string, release: () => void }>}
 */
export async function joinTestPostgres(home = testHome()) {
  const given = process.env.WEFT_TEST_DATABASE_URL;
  if (given) return { url: given, release: () => {} };
  const release = leaveNote(join(home, "users"));
  const until = Date.now() + START_MS;
  let started;
  while (Date.now() < until) {
    const server = readServer(home);
    if (server) return { url: server.url, release };
    if (started === undefined || started.exitCode !== null) started = startKeeper(home);
    await sleep(50);
  }
  release();
  throw new StartError(`The test database in ${home} did not start; its log is ${join(home, "keeper.log")}.`);
}

function startKeeper(home) {
  const log = openSync(join(home, "keeper.log"), "a");
  const keeper = spawn(process.execPath, [fileURLToPath(import.meta.url), "--keep", home], {
    stdio: ["ignore", log, log],
    detached: true,
  });
  keeper.unref();
  return keeper;
}

function readServer(home) {
  try {
    const server = JSON.parse(readFileSync(join(home, "server.json"), "utf8"));
    return startedAt(server.pid) === server.started ? server : undefined;
  } catch {
    return undefined;
  }
}

/** The server's keeper: its own process, so that test runs may overlap and end in any order. */
async function keep(home) {
  const lock = await takeLock(join(home, "keeper.lock"));
  if (lock.holder) return;
  rmSync(join(home, "postgres"), { recursive: true, force: true });
  const server = await startPostgres({
    dataDir: join(home, "postgres"),
    createDatabases: true,
    durable: false,
    log: console.error,
  });
  const announcement = join(home, "server.json");
  const url = server.url.replace(/\/weft$/, "/postgres");
  const announce = () =>
    writeWhole(announcement, JSON.stringify({ url, pid: process.pid, started: startedAt(process.pid) }), 0o600);
  announce();
  let ending = false;
  const end = () => {
    ending = true;
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  server.exited.then(end);
  let busyAt = Date.now();
  while (!ending) {
    if (countNotes(join(home, "users")) > 0) busyAt = Date.now();
    else if (Date.now() - busyAt > IDLE_MS) {
      // Withdrawn first, then looked again: who comes now either sees no server or is seen.
      rmSync(announcement, { force: true });
      if (countNotes(join(home, "users")) === 0) break;
      announce();
    }
    await sleep(500);
  }
  rmSync(announcement, { force: true });
  await server.stop();
  lock.release();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === "--keep") {
    await keep(resolve(process.argv[3] ?? testHome()));
    process.exit();
  }
  const { url, release } = await joinTestPostgres();
  console.log(`WEFT_TEST_DATABASE_URL=${url}`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      release();
      process.exit();
    });
  }
  setInterval(() => {}, 60_000);
}
