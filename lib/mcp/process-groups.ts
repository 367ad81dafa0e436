// The processes of tool servers: each leads a group of its own, so that whatever it starts ends with it, also when this
// process ends. Knows nothing of what they speak.

import { readdir, readFile } from "node:fs/promises";

const groups = new Set<number>();
let isWatching = false;

/** Sends a signal to a process and everything it has started; nothing where it is gone. */
export function signalGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // No such group any more: there is nothing left to stop.
  }
}

/** Takes care that a group does not outlive this process. */
export function keepGroup(pid: number): void {
  groups.add(pid);
  if (isWatching) return;
  isWatching = true;
  process.on("exit", () => {
    for (const group of groups) signalGroup(group, "SIGKILL");
  });
}

export function forgetGroup(pid: number): void {
  groups.delete(pid);
}

const pageBytes = 4_096;

/** Resident memory of a group in bytes; null where the platform does not tell. */
export async function readGroupMemory(group: number): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const names = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(names.map((name) => readMemory(name, group)));
  return sizes.reduce<number>((sum, size) => sum + size, 0);
}

async function readMemory(pid: string, group: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // After the name, which may hold anything: state, parent, group … and the resident pages as the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[2]) === group ? Number(fields[21] ?? 0) * pageBytes : 0;
}
