// Ends a process when its supervisor disappears without a word (kill -9, out of memory): a tiny shell reads a pipe that
// the supervisor holds open; the pipe's end is the supervisor's end. Knows nothing of what it guards.
import { spawn } from "node:child_process";

/**
 * Sends `signal` to `target` (a process id, negative for a group) as soon as this process is gone; returns `dismiss()`.
 * @param {number} target
 * @param {string} signal
 * @param {{ uid?: number, gid?: number }} [as]
 */
export function guard(target, signal, as = {}) {
  const dog = spawn("/bin/sh", ["-c", 'read -r _ || kill -s "$1" -- "$2"', "sh", signal, String(target)], {
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
