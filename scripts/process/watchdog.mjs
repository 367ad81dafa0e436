// Ends a process when its supervisor disappears without a word (kill -9, out of memory): a tiny shell reads a pipe that
// the supervisor holds open; the pipe's end is the supervisor's end. Knows nothing of what it guards.
import { spawn } from "node:child_process";

// A server that ends in order waits for its open connections, and one that is always in use never closes: so there is
// an end to the patience too.
const script = 'read -r _ || { kill -s "$1" -- "$2"; [ "$3" = 0 ] || { sleep "$3"; kill -s KILL -- "$2"; }; }';

/**
 * Sends `signal` to `target` (a process id, negative for a group) as soon as this process is gone, and SIGKILL after
 * `patience` ms where that is given; returns `dismiss()`.
 * @param {number} target
 * @param {string} signal
 * @param {{ uid?: number, gid?: number, patience?: number }} [options]
 */
export function guard(target, signal, { patience = 0, ...as } = {}) {
  const dog = spawn("/bin/sh", ["-c", script, "sh", signal, String(target), String(Math.ceil(patience / 1000))], {
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
    detached: true,
    ...as,
  });
  dog.on("error", () => {});
  dog.stdin.on("error", () => {});
  dog.unref();
  dog.stdin.unref?.();
  return () => dog.kill("SIGKILL");
}
