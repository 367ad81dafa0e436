// Builds what runs: the web server (Next.js, standalone) and the bundles of worker and commands, each into its own folder
// named by the sources' stamp and moved into place whole. A running instance keeps the folder it started from, and a
// build that was killed leaves nothing that looks finished.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { waitForLock } from "../process/lock.mjs";
import { countNotes, leaveNote } from "../process/notes.mjs";
import { explainFileError, StartError } from "../process/start-error.mjs";
import { stampSources } from "./source-stamp.mjs";

/** Packages with native parts or worker threads of their own: used from node_modules, never bundled. */
const EXTERNAL = ["@node-rs/argon2", "pino", "run", "next", "react", "react-dom", "esbuild"];

/**
 * Returns the folders to run from, building what is missing.
 * @param {{ root: string, web: boolean, log: (line: string) => void }} options `web: false` makes the bundles alone
 * @returns {Promise<{ web: string, node: string }>}
 */
export async function build({ root, web, log }) {
  const stamp = stampSources(root, process.version);
  const dist = join(root, "dist");
  const built = { web: join(dist, `web-${stamp}`), node: join(dist, `node-${stamp}`) };
  try {
    mkdirSync(dist, { recursive: true });
    const isThere = () => existsSync(built.node) && (!web || existsSync(built.web));
    if (!isThere()) {
      const release = await waitForLock(join(dist, "build.lock"), (pid) =>
        log(`Waiting for the build that process ${pid} has begun`),
      );
      try {
        if (!existsSync(built.node)) await bundle(root, built.node);
        if (web && !existsSync(built.web)) await buildWeb(root, dist, built.web, log);
      } finally {
        release();
      }
    }
    leaveNote(`${built.node}.users`);
    if (web) leaveNote(`${built.web}.users`);
    removeOld(dist, built);
  } catch (error) {
    throw explainFileError(error, `Building in ${dist}`);
  }
  return built;
}

/** The settings of every bundle for Node.js; a function, so that development can watch with the same. */
export function bundleSettings(root, outdir) {
  return {
    absWorkingDir: root,
    entryPoints: [
      { in: "lib/worker.ts", out: "worker" },
      { in: "lib/cli.ts", out: "weft" },
    ],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    external: EXTERNAL,
    sourcemap: "linked",
    logLevel: "silent",
    // Packages written for require() find it here.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  };
}

async function bundle(root, target) {
  const { build: run, stop } = await import("esbuild");
  const draft = `${target}.draft`;
  rmSync(draft, { recursive: true, force: true });
  try {
    await run(bundleSettings(root, draft));
  } catch (error) {
    const first = error.errors?.[0];
    const place = first?.location ? ` (${first.location.file}:${first.location.line})` : "";
    throw first ? new StartError(`Bundling the worker failed: ${first.text}${place}.`, error) : error;
  } finally {
    await stop();
  }
  cpSync(join(root, "db", "migrations"), join(draft, "migrations"), { recursive: true });
  renameSync(draft, target);
}

async function buildWeb(root, dist, target, log) {
  log("Building the web server (about a minute the first time)");
  const logFile = join(dist, "build.log");
  const handle = openSync(logFile, "w");
  const code = await new Promise((done) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      stdio: ["ignore", handle, handle],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    const stop = (signal) => child.kill(signal);
    process.on("SIGINT", stop).on("SIGTERM", stop);
    child.on("error", () => done(1));
    child.on("exit", (status) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      done(status);
    });
  });
  if (code !== 0) throw explainBuild(code, readFileSync(logFile, "utf8"), logFile);
  const made = join(root, ".next");
  const standalone = join(made, "standalone");
  cpSync(join(made, "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  const sizes = "route-bundle-stats.json";
  if (existsSync(join(made, "diagnostics", sizes))) cpSync(join(made, "diagnostics", sizes), join(standalone, sizes));
  rmSync(target, { recursive: true, force: true });
  renameSync(standalone, target);
}

function explainBuild(code, text, logFile) {
  if (/ENOSPC|no space left/i.test(text)) {
    return new StartError("The disk is full: the web server could not be built. Free about 1 GB and start again.");
  }
  const memory =
    code === null || code === 137 ? " It was killed, most likely because memory ran out: it needs 2 GB." : "";
  const tail = text.trim().split("\n").slice(-30).join("\n");
  return new StartError(`Building the web server failed.${memory} The whole log is ${logFile}; it ends with:\n${tail}`);
}

/** Removes what no living instance runs from and the present sources don't need. */
function removeOld(dist, built) {
  for (const name of readdirSync(dist)) {
    const folder = join(dist, name);
    if (!/^(web|node)-[0-9a-f]{16}$/.test(name) || folder === built.web || folder === built.node) continue;
    if (countNotes(`${folder}.users`) > 0) continue;
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}.users`, { recursive: true, force: true });
  }
}
