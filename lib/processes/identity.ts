// Which machine this is, in the sense in which a process number means something, and whether a process seen here earlier
// still lives. Says "dead" only where that is certain: whoever is told takes the dead one's runs. Knows no database.

import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Where process numbers are shared: one boot of one kernel and one space of process numbers; else the host's name. */
export function readMachine(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

interface Seen {
  /** When it was started, in a form that only ever equals itself. */
  birth: string;
  ended: boolean;
}

/** What the kernel tells of a process; null where it tells nothing. */
function readProcess(pid: number): Seen | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may contain anything; what follows the last one is fields.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its parent has not noticed yet.
    return { birth: fields[19] ?? "", ended: fields[0] === "Z" || fields[0] === "X" };
  } catch {
    return null;
  }
}

/** When a process began; empty where the kernel does not tell. */
export function readBirth(pid: number): string {
  return readProcess(pid)?.birth ?? "";
}

/** Whether a process of this machine is gone for certain. */
export function isGone(pid: number, birth: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Anything else, such as being forbidden to signal it, says that somebody is there.
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return true;
  }
  const seen = readProcess(pid);
  return seen !== null && birth !== "" && (seen.ended || seen.birth !== birth);
}
