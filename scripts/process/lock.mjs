// A lock file that outlives nobody: it names its holder by process id, start time and host, so that what a killed
// process left behind is told from a living holder. Knows nothing of what is protected.
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { startedAt } from "./identity.mjs";

const TOUCH_MS = 3_000;
const SILENT_MS = 15_000;

/**
 * Takes the lock at `path` and returns `{ release }`, or `{ holder }` (process id and host) when somebody living has it.
 * @returns {Promise<{ release: () => void, holder?: undefined } | { holder: { pid: number, host: string }, release?: undefined }>}
 */
export async function takeLock(path) {
  const mine = JSON.stringify({
    pid: process.pid,
    started: startedAt(process.pid),
    host: hostname(),
    id: randomUUID(),
  });
  for (;;) {
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, mine, { mode: 0o600 });
    try {
      linkSync(draft, path);
      return { release: keepAlive(path, mine) };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const found = readLock(path);
    if (found === undefined) continue;
    if (isAlive(found)) return { holder: { pid: found.pid, host: found.host } };
    if (found.host !== hostname() && found.age < SILENT_MS) {
      // Another host's processes can't be looked up; its holder shows life by touching the file.
      await sleep(TOUCH_MS);
      if ((readLock(path)?.age ?? SILENT_MS) < TOUCH_MS) return { holder: { pid: found.pid, host: found.host } };
      continue;
    }
    setAside(path, found.text);
  }
}

/** Takes the lock at `path`, however long its holder needs; `onWait` is told once whom it waits for. */
export async function waitForLock(path, onWait) {
  for (let told = false; ; told = true) {
    const lock = await takeLock(path);
    if (lock.release) return lock.release;
    if (!told) onWait(lock.holder.pid);
    await sleep(300);
  }
}

function readLock(path) {
  try {
    const text = readFileSync(path, "utf8");
    const age = Date.now() - statSync(path).mtimeMs;
    try {
      return { ...JSON.parse(text), text, age };
    } catch {
      return { pid: 0, host: hostname(), started: "", text, age };
    }
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(lock) {
  return lock.host === hostname() && lock.pid > 0 && startedAt(lock.pid) === lock.started;
}

/** Removes a dead holder's file; if somebody else took the lock in between, that file goes back to its place. */
function setAside(path, expected) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== expected) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

function keepAlive(path, mine) {
  const timer = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The folder was removed under a running instance: nothing left to protect.
    }
  }, TOUCH_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (readLock(path)?.text === mine) rmSync(path, { force: true });
  };
}
