// Runs one command of the bundled command line to its end. Must not know what commands there are.
import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * Runs `weft <args>`; what it prints goes to the terminal, or is collected when `quiet`.
 * @param {{ bundles: string, args: string[], env: Record<string, string | undefined>, quiet?: boolean }} options
 * @returns {Promise<{ code: number, text: string }>}
 */
export function runCommand({ bundles, args, env, quiet = false }) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ["--enable-source-maps", join(bundles, "weft.mjs"), ...args], {
      env,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
    }
    child.on("error", failed);
    child.on("exit", (code, signal) => done({ code: code ?? (signal ? 130 : 1), text: text.trim() }));
  });
}
