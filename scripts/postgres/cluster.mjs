// Everything done to the data folder while no server runs on it: create it, set roles and passwords, judge its version,
// clear away what a killed server left. Must not know about ports or running servers' clients.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { explainFileError, StartError } from "../process/start-error.mjs";
import { writeWhole } from "../process/write-whole.mjs";

const NEEDED_BYTES = 120 * 1024 * 1024;
const ENV = { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C.UTF-8", TZ: "UTC" };

/** The environment PostgreSQL's programs run in: nothing of the user's locale or PG* variables reaches them. */
export const serverEnvironment = () => ({ ...ENV, TMPDIR: tmpdir() });

/** True when `dataDir` holds a cluster this server can open, false when it must be created; throws when it can't be used. */
export function checkCluster(dataDir, major) {
  try {
    const found = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
    if (Number.parseInt(found, 10) !== major) {
      throw new StartError(
        `The data in ${dataDir} were written by PostgreSQL ${found}, this version of Weft brings PostgreSQL ${major}. Start the version of Weft that wrote them and take a backup, then restore it here; or set WEFT_HOME to another folder to begin with an empty database.`,
      );
    }
    return true;
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error.code !== "ENOENT") throw explainFileError(error, `Reading the database's folder ${dataDir}`);
  }
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new StartError(
      `${dataDir} is not empty and holds no PostgreSQL data (PG_VERSION is missing). If a backup was copied there, copy it whole; otherwise move the folder away or set WEFT_HOME to another folder.`,
    );
  }
  return false;
}

/** Builds a complete cluster beside `dataDir` and moves it into place as the last act, so that a kill leaves nothing half. */
export function createCluster({ dataDir, bin, as, credentials, createDatabases, durable }) {
  const parent = dirname(dataDir);
  const draft = `${dataDir}.new`;
  try {
    rmSync(draft, { recursive: true, force: true });
    const free = statfsSync(parent);
    if (free.bavail * free.bsize < NEEDED_BYTES) {
      throw new StartError(
        `The disk that holds ${parent} is full: an empty database needs ${NEEDED_BYTES / 1024 / 1024} MB. Free some space, or set WEFT_HOME to a folder on another disk.`,
      );
    }
    mkdirSync(draft, { mode: 0o700 });
    if (as.uid !== undefined) chownSync(draft, as.uid, as.gid);
    const args = [
      "-D",
      draft,
      "-U",
      "postgres",
      "--auth-host=scram-sha-256",
      "--auth-local=reject",
      "--encoding=UTF8",
      "--no-instructions",
    ];
    args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    args.push(process.platform === "darwin" ? "--locale=en_US.UTF-8" : "--locale=C.UTF-8");
    if (!durable) args.push("--no-sync");
    const made = spawnSync(join(bin, "initdb"), args, {
      encoding: "utf8",
      cwd: "/",
      env: serverEnvironment(),
      ...as,
    });
    if (made.status !== 0) throw explainServerText(`${made.stderr ?? ""}${made.error ?? ""}`, draft);
    const createdb = createDatabases ? "CREATEDB" : "NOCREATEDB";
    runAlone({ dataDir: draft, bin, as }, [
      `ALTER ROLE postgres PASSWORD '${credentials.owner}'`,
      `CREATE ROLE weft LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS ${createdb} PASSWORD '${credentials.weft}'`,
      "CREATE DATABASE weft OWNER weft",
    ]);
    if (existsSync(dataDir)) rmSync(dataDir, { recursive: true });
    renameSync(draft, dataDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFileError(error, `Creating the database in ${dataDir}`);
  }
}

/** Gives the roles new passwords; used when the file with the old ones is gone. */
export function setPasswords({ dataDir, bin, as, credentials }) {
  runAlone({ dataDir, bin, as }, [
    `ALTER ROLE postgres PASSWORD '${credentials.owner}'`,
    `ALTER ROLE weft PASSWORD '${credentials.weft}'`,
  ]);
}

/** Statements in PostgreSQL's single-user mode: needs no server, no port and no password. */
function runAlone({ dataDir, bin, as }, statements) {
  const done = spawnSync(
    join(bin, "postgres"),
    ["--single", "-D", dataDir, "-c", "exit_on_error=on", "-c", "log_min_messages=error", "postgres"],
    { input: `${statements.join("\n")}\n`, encoding: "utf8", cwd: "/", env: serverEnvironment(), ...as },
  );
  if (done.status !== 0) throw explainServerText(`${done.stderr ?? ""}${done.error ?? ""}`, dataDir);
}

/** What `postmaster.pid` says about the server that runs, or ran, on this folder. */
export function readServerFile(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: (lines[7] ?? "").trim() === "ready", lines };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw explainFileError(error, `Reading ${join(dataDir, "postmaster.pid")}`);
  }
}

/**
 * PostgreSQL refuses to start while the id in its pid file belongs to any living process, also to a stranger that got
 * the number after a restart of the machine. The file is not deleted, because it also names the shared memory that the
 * next server must find unused: only the id is replaced by ours, which a server started by us counts as its own.
 */
export function disownServerFile(dataDir, lines, as) {
  const file = join(dataDir, "postmaster.pid");
  writeWhole(file, [String(process.pid), ...lines.slice(1)].join("\n"), 0o600);
  if (as.uid !== undefined) chownSync(file, as.uid, as.gid);
}

/** The folder must belong to whom the server runs as; a checkout that was moved or copied by root may differ. */
export function checkOwner(dataDir, as) {
  const uid = as.uid ?? process.getuid?.();
  const owner = statSync(dataDir).uid;
  if (uid !== undefined && owner !== uid) {
    throw new StartError(
      `The database's folder ${dataDir} belongs to user id ${owner}, but the database would run as user id ${uid}. Run "chown -R ${uid} ${dataDir}" once, start Weft as the user it was first started as, or choose another folder with WEFT_HOME.`,
    );
  }
  chmodSync(dataDir, 0o700);
}

/** One paragraph for what PostgreSQL wrote when it gave up. */
export function explainServerText(text, dataDir, port) {
  const says = text.trim().split("\n").slice(-6).join(" ").replaceAll(/\s+/g, " ");
  if (/No space left on device|Disk quota exceeded/i.test(text)) {
    return new StartError(`The disk that holds ${dataDir} is full. Free some space and start again; nothing was lost.`);
  }
  if (/Address already in use|could not bind/i.test(text)) {
    return new StartError(
      `Port ${port} for the built-in database is in use by another program. Leave WEFT_DATABASE_PORT unset and a free one is chosen, or give another number.`,
    );
  }
  if (/could not look up effective user ID/i.test(text)) {
    return new StartError(
      "The built-in PostgreSQL can't run under a user id that has no name on this machine (no line in /etc/passwd). Start Weft as a named user, or set DATABASE_URL.",
    );
  }
  if (/Permission denied|Operation not permitted|EACCES|EPERM|invalid permissions|wrong ownership/i.test(text)) {
    return new StartError(
      `The built-in PostgreSQL may not use ${dataDir}: ${says} Give the folder to the user it runs as, or choose another one with WEFT_HOME.`,
    );
  }
  return new StartError(`The built-in PostgreSQL on ${dataDir} did not start. It says: ${says}`);
}
