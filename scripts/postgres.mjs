// Starts and stops the PostgreSQL that comes with Weft: own data folder, own port on loopback, own passwords.
// By hand: `node scripts/postgres.mjs --home DIR [--port N]` runs it in the foreground and prints its URL.
// Plain JavaScript for Node 20. Must not know what the product keeps in it.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { findBinaries } from "./postgres/binaries.mjs";
import {
  checkCluster,
  checkOwner,
  createCluster,
  disownServerFile,
  explainServerText,
  readServerFile,
  serverEnvironment,
  setPasswords,
} from "./postgres/cluster.mjs";
import { keepCredentials, readCredentials } from "./postgres/credentials.mjs";
import { commandLine, startedAt } from "./process/identity.mjs";
import { takeLock } from "./process/lock.mjs";
import { makeFolder } from "./process/make-folder.mjs";
import { explainFileError, StartError } from "./process/start-error.mjs";
import { guard } from "./process/watchdog.mjs";

const UNPRIVILEGED = 65534;
const START_MS = 60_000;
const SETTINGS = { jit: "off", log_min_messages: "warning", password_encryption: "scram-sha-256" };

/** Whom the server runs as: PostgreSQL refuses root, so root gives it away to nobody. */
export const serverUser = () => (process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {});

/**
 * Runs a server on `dataDir`, creating the role and database `weft` at first use.
 * @param {{ dataDir: string, port?: number, host?: string, password?: string, log?: (line: string) => void,
 *   createDatabases?: boolean, durable?: boolean, settings?: Record<string, string> }} options
 *   `createDatabases` lets weft create databases; `durable: false` is for servers whose data may be lost (tests)
 * @returns {Promise<{ url: string, superUrl: string, port: number, pid: number, stop: () => Promise<void>,
 *   exited: Promise<{ code: number | null, signal: string | null, expected: boolean }> }>}
 */
export async function startPostgres(options) {
  const { port = 0, host = "127.0.0.1", password, log = () => {}, createDatabases = false, durable = true } = options;
  const dataDir = resolve(options.dataDir);
  const base = dirname(dataDir);
  const as = serverUser();
  const lock = await lockData(base, dataDir, as);
  try {
    checkReach(base, as);
    const { bin, major } = findBinaries({ beside: base, as });
    const secretFile = join(base, "keys", "postgres.json");
    const credentials = readCredentials(secretFile, password);
    if (checkCluster(dataDir, major)) {
      checkOwner(dataDir, as);
      await endLeftover(dataDir, as, log);
      if (credentials.fresh) setPasswords({ dataDir, bin, as, credentials });
    } else {
      log(`Creating a database in ${dataDir}`);
      createCluster({ dataDir, bin, as, credentials, createDatabases, durable });
    }
    if (credentials.fresh) keepCredentials(secretFile, credentials);
    const settings = { ...SETTINGS, ...(durable ? {} : CARELESS), ...options.settings };
    const server = await launch({ dataDir, bin, as, host, port, settings });
    const url = (role, secret, database) => `postgresql://${role}:${secret}@${host}:${server.port}/${database}`;
    server.exited.then(lock.release);
    return {
      ...server,
      url: url("weft", credentials.weft, "weft"),
      superUrl: url("postgres", credentials.owner, "postgres"),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const CARELESS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

async function lockData(base, dataDir, as) {
  try {
    makeFolder(base, as.uid === undefined ? 0o700 : 0o755);
    const lock = await takeLock(`${dataDir}.lock`);
    if (lock.release) return lock;
    throw new StartError(
      `The database in ${dataDir} is already in use by process ${lock.holder.pid} on ${lock.holder.host}. Stop that one first, or set WEFT_HOME to another folder for a second instance.`,
    );
  } catch (error) {
    throw explainFileError(error, `Using the folder ${base}`);
  }
}

/** As root the server runs as nobody, who must be able to reach the folder. */
function checkReach(base, as) {
  if (as.uid === undefined) return;
  if (spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", base], { cwd: "/", stdio: "ignore", ...as }).status === 0) return;
  throw new StartError(
    `Started as root, the database runs as the unprivileged user ${UNPRIVILEGED}, who can't reach ${base}. Leave WEFT_HOME unset (the data then live below /var/lib/weft), choose a folder whose parents others may enter (chmod o+x), or start Weft as an ordinary user.`,
  );
}

/** A server whose supervisor was killed: ours by the lock we hold, so it is stopped and started again under our eyes. */
async function endLeftover(dataDir, as, log) {
  const found = readServerFile(dataDir);
  if (found === undefined || startedAt(found.pid) === undefined) return;
  const command = commandLine(found.pid);
  if (!/postgres/.test(command) || !command.includes(dataDir)) {
    disownServerFile(dataDir, found.lines, as);
    return;
  }
  log("Stopping the database that an earlier start left running");
  await endServer(found.pid, () => startedAt(found.pid) === undefined);
}

/** Fast shutdown, then an immediate one, then the end. */
async function endServer(pid, isGone) {
  for (const [signal, patience] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code === "ESRCH") return;
      throw error;
    }
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if (isGone()) return;
      await sleep(15);
    }
  }
}

async function launch({ dataDir, bin, as, host, port, settings }) {
  const logFile = `${dataDir}.log`;
  for (let attempt = 1; ; attempt += 1) {
    const wanted = port || (await findFreePort(host));
    const begin = openLog(logFile);
    const args = ["-D", dataDir, "-p", String(wanted), "-h", host, "-k", ""];
    for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
    const child = spawn(join(bin, "postgres"), args, {
      stdio: ["ignore", begin.handle, begin.handle],
      cwd: "/",
      env: serverEnvironment(),
      detached: true,
      ...as,
    });
    closeSync(begin.handle);
    let expected = false;
    const exited = new Promise((done) => {
      child.on("error", (error) => done({ code: null, signal: null, expected, error }));
      child.on("exit", (code, signal) => done({ code, signal, expected }));
    });
    const dismiss = child.pid === undefined ? () => {} : guard(child.pid, "INT", as);
    exited.then(dismiss);
    const ended = await Promise.race([exited, untilReady(dataDir, child.pid)]);
    if (ended === undefined) {
      const stop = async () => {
        expected = true;
        let gone = false;
        exited.then(() => (gone = true));
        await endServer(child.pid, () => gone);
        await exited;
      };
      return { port: wanted, pid: child.pid, exited, stop };
    }
    const text = `${readFileSync(logFile, "utf8").slice(begin.size)}${ended.error ?? ""}`;
    // Children of a killed server need a moment to notice; a free port may be taken by somebody quicker.
    const passing = /shared memory block|lock file .* is empty/i.test(text) || (!port && /could not bind/i.test(text));
    if (!passing || attempt >= 20) throw explainServerText(text, dataDir, wanted);
    await sleep(250);
  }
}

async function untilReady(dataDir, pid) {
  const until = Date.now() + START_MS;
  for (;;) {
    const found = readServerFile(dataDir);
    if (found?.pid === pid && found.ready) return undefined;
    if (Date.now() > until) {
      // Recovery of a large database after a crash may take longer than any limit; only silence is an error.
      if (found?.pid !== pid) return { code: null, signal: null, expected: false };
    }
    await sleep(15);
  }
}

function openLog(file) {
  try {
    if (statSync(file).size > 5_000_000) renameSync(file, `${file}.old`);
  } catch (error) {
    if (error.code !== "ENOENT") throw explainFileError(error, `Writing ${file}`);
  }
  const handle = openSync(file, "a", 0o600);
  return { handle, size: statSync(file).size };
}

/** A port nobody listens on at this moment. */
export function findFreePort(host = "127.0.0.1") {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, host, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { home: { type: "string" }, port: { type: "string" } } });
  const home = resolve(values.home ?? ".weft");
  try {
    const server = await startPostgres({
      dataDir: join(home, "postgres"),
      port: Number(values.port ?? 0),
      log: console.error,
    });
    console.log(server.url);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void server.stop());
    const end = await server.exited;
    process.exitCode = end.expected ? 0 : 1;
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  }
}
