// What the processes of a started product take of the machine's memory, from the kernel's books.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Memory that would be free without the process: shared pages count in parts. */
function memoryMb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
}

function nameOf(args: string): string {
  if (/postgres/.test(args)) return "database";
  if (/worker\.mjs/.test(args)) return "worker";
  if (/next-server|server\.js/.test(args)) return "web";
  return "supervisor";
}

/** Megabytes by kind of process, of `top` and everything it started. */
export function listMemory(top: number): { process: string; MB: number }[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .map((match) => ({ pid: Number(match?.[1]), parent: Number(match?.[2]), args: match?.[3] ?? "" }));
  const found = [top];
  for (const pid of found) found.push(...rows.filter((row) => row.parent === pid).map((row) => row.pid));
  const sums = new Map<string, number>();
  for (const pid of found) {
    const name = nameOf(rows.find((row) => row.pid === pid)?.args ?? "");
    sums.set(name, (sums.get(name) ?? 0) + memoryMb(pid));
  }
  return [...sums].map(([process, mb]) => ({ process, MB: Math.round(mb) }));
}
