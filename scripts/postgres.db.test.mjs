// The built-in database under everything that happens to it: kills, lost keys, strangers' process ids, two at once.
import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serverUser, startPostgres } from "./postgres.mjs";
import { startedAt } from "./process/identity.mjs";

let home;
let servers;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "weft-postgres-"));
  if (process.getuid() === 0) chownSync(home, serverUser().uid, serverUser().gid);
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(options = {}) {
  const server = await startPostgres({ dataDir: join(home, "data"), durable: false, ...options });
  servers.push(server);
  return server;
}

async function ask(url, text) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

test("gives a plain role its own database, listens on loopback alone, and keeps its password to the owner", async () => {
  const server = await start();
  const [row] = await ask(
    server.url,
    `select current_user as role, rolsuper or rolcreatedb or rolcreaterole or rolbypassrls as above,
       pg_get_userbyid(datdba) as owner
     from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  expect(row).toEqual({ role: "weft", above: false, owner: "weft" });
  const where =
    "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets";
  expect(await ask(server.superUrl, where)).toMatchObject([{ addresses: "127.0.0.1", sockets: "" }]);
  expect(statSync(join(home, "keys", "postgres.json")).mode & 0o777).toBe(0o600);
  await expect(ask(server.url.replace(/:[^:@]*@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
});

test("sorts and folds Chinese and accented text by Unicode", async () => {
  const server = await start();
  const [row] = await ask(server.url, "select lower('ÄÉ') as low, upper('straße') as up, '工作流' ~ '^\\w+$' as words");
  expect(row).toEqual({ low: "äé", up: "STRASSE".replace("SS", "ß"), words: true });
});

test("a second server on the same folder is refused with the first one's number", async () => {
  await start();
  await expect(start()).rejects.toThrow(`already in use by process ${process.pid}`);
});

test("a killed server is followed by one with the same data", async () => {
  const first = await start({ durable: true });
  await ask(first.url, "create table t as select 42 as x");
  process.kill(first.pid, "SIGKILL");
  expect(await first.exited).toMatchObject({ signal: "SIGKILL", expected: false });
  const second = await start({ durable: true });
  expect(await ask(second.url, "select x from t")).toMatchObject([{ x: 42 }]);
});

test("a killed supervisor takes its server along", async () => {
  const script = `import { startPostgres } from ${JSON.stringify(new URL("./postgres.mjs", import.meta.url).href)};
    const server = await startPostgres({ dataDir: ${JSON.stringify(join(home, "data"))}, durable: false });
    console.log(server.pid);`;
  const supervisor = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise((done) => supervisor.stdout.once("data", (text) => done(Number(text))));
  supervisor.kill("SIGKILL");
  const end = Date.now() + 5_000;
  while (startedAt(pid) !== undefined && Date.now() < end) await sleep(20);
  expect(startedAt(pid)).toBeUndefined();
  await start();
});

test("a server that an earlier supervisor left behind is replaced", async () => {
  const first = await start();
  // What a supervisor killed together with its watchdog leaves: a server, and a lock of somebody dead.
  writeFileSync(
    join(home, "data.lock"),
    JSON.stringify({ pid: 2 ** 22 + 1, started: "1", host: (await import("node:os")).hostname() }),
  );
  const second = await start();
  expect(startedAt(first.pid)).toBeUndefined();
  expect(second.pid).not.toBe(first.pid);
});

test("a pid file that names a stranger's process stops nobody and harms nobody", async () => {
  const first = await start();
  const file = join(home, "data", "postmaster.pid");
  const lines = readFileSync(file, "utf8").split("\n");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const stranger = spawn("/bin/sleep", ["60"], { stdio: "ignore", ...serverUser(), cwd: "/" });
  writeFileSync(file, [String(stranger.pid), ...lines.slice(1)].join("\n"));
  await start();
  expect(startedAt(stranger.pid)).toBeDefined();
  stranger.kill("SIGKILL");
});

test("lost passwords are made anew", async () => {
  const first = await start();
  await first.stop();
  rmSync(join(home, "keys"), { recursive: true });
  const second = await start();
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, "select 1 as x")).toMatchObject([{ x: 1 }]);
});

test("what a killed creation left is begun anew", async () => {
  const first = await start();
  await first.stop();
  const half = join(home, "data.new");
  rmSync(join(home, "data"), { recursive: true });
  writeFileSync(half, "");
  await start();
  expect(existsSync(half)).toBe(false);
});

test("another major version and foreign files are told in words", async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(home, "data", "PG_VERSION"), "12\n");
  await expect(start()).rejects.toThrow("were written by PostgreSQL 12");
  rmSync(join(home, "data", "PG_VERSION"));
  await expect(start()).rejects.toThrow("holds no PostgreSQL data");
});

test("a given port that is taken is told in words", async () => {
  const first = await start();
  await expect(startPostgres({ dataDir: join(home, "other"), durable: false, port: first.port })).rejects.toThrow(
    `Port ${first.port} for the built-in database is in use`,
  );
});
