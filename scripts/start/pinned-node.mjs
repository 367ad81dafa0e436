// Moves the start script to the Node.js that the project is built and tested with, which comes as a package.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { onOrphaned } from "../process/identity.mjs";
import { StartError } from "../process/start-error.mjs";
import { guard } from "../process/watchdog.mjs";

const MAJOR = 24;
const require = createRequire(import.meta.url);

/** The Node.js to run Weft with: the packaged one, or this one where it is new enough. */
export function findNode() {
  const own = Number.parseInt(process.versions.node, 10);
  if (own >= MAJOR) return process.execPath;
  try {
    const name = `node-${process.platform}-${process.arch}`;
    return join(dirname(require.resolve(`${name}/package.json`)), "bin", "node");
  } catch (error) {
    throw new StartError(
      `Weft runs on Node.js ${MAJOR} and there is no packaged one for this machine (${process.platform} ${process.arch}). Install Node.js ${MAJOR} or newer (this is ${process.version}) and start again.`,
      error,
    );
  }
}

/** Hands this process's work to `node` and returns its exit code; signals are passed on, and it ends when we do. */
export function continueUnder(node, script, args) {
  return new Promise((done) => {
    const child = spawn(node, [script, ...args], { stdio: "inherit" });
    const dismiss = child.pid === undefined ? () => {} : guard(child.pid, "TERM");
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    if (process.env.npm_lifecycle_event) onOrphaned(() => child.kill("SIGTERM"));
    child.on("error", () => done(1));
    child.on("exit", (code, signal) => {
      dismiss();
      done(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
