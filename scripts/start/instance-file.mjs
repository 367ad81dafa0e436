// How commands find a running instance: its address and its database, for the owner of the folder alone.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startedAt } from "../process/identity.mjs";
import { writeWhole } from "../process/write-whole.mjs";

/** Announces this process's instance; returns the function that withdraws it. */
export function announceInstance(home, { url, databaseUrl }) {
  const file = join(home, "keys", "instance.json");
  const instance = { pid: process.pid, started: startedAt(process.pid), url, databaseUrl };
  writeWhole(file, `${JSON.stringify(instance)}\n`, 0o600);
  return () => rmSync(file, { force: true });
}

/** The instance that runs on `home` now, if any. @returns {{ pid: number, url: string, databaseUrl: string } | undefined} */
export function findInstance(home) {
  try {
    const instance = JSON.parse(readFileSync(join(home, "keys", "instance.json"), "utf8"));
    return startedAt(instance.pid) === instance.started ? instance : undefined;
  } catch {
    return undefined;
  }
}
