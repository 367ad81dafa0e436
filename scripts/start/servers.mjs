// The processes of a running product: web and worker, built or in development. Must not know how they were built.
import { join } from "node:path";
import { keepRunning } from "./child.mjs";

// Memory that nobody uses is given back sooner than Node.js would by itself: measured under load, the heap stays at three
// fifths of the size for some hundredths more of processor time. Few arenas, because each thread would keep its own.
const FRUGAL = ["--max-semi-space-size=32", "--heap-growing-percent=60"];
// A young generation that does not grow and shrink with the load: seven hundredths less processor time a run.
const EVEN = "--min-semi-space-size=16";
// The code sandbox takes types off with a function of Node.js that calls itself experimental: no news for who runs Weft.
const CALM = "--disable-warning=ExperimentalWarning";
const frugal = (env) => ({ MALLOC_ARENA_MAX: "2", ...env });

/** The built web server. */
export function startWeb({ built, env, write }) {
  return keepRunning({
    name: "web server",
    command: process.execPath,
    args: [...FRUGAL, EVEN, CALM, "--enable-source-maps", join(built.web, "server.js")],
    cwd: built.web,
    env: { ...frugal(env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    write: withoutBanner(write),
    // Its runs are given up within moments; open streams would hold it for good, and browsers come back by themselves.
    patience: 4_000,
  });
}

/** The background worker. */
export function startWorker({ built, env, write }) {
  return keepRunning({
    name: "worker",
    command: process.execPath,
    args: [...FRUGAL, CALM, "--enable-source-maps", join(built.node, "worker.mjs")],
    cwd: built.node,
    env: { ...frugal(env), NODE_ENV: "production" },
    write,
  });
}

/** Web and worker for development: pages compile when asked for, the worker is bundled again on every change. */
export async function startDevelopment({ root, env, host, port, write }) {
  const { context } = await import("esbuild");
  const { bundleSettings } = await import("./build.mjs");
  const outdir = join(root, "dist", "development");
  const devEnv = { ...env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" };
  let worker;
  const restart = {
    name: "restart-worker",
    setup: (api) =>
      api.onEnd((result) => {
        for (const { text, location } of result.errors) write(`${location?.file}:${location?.line} ${text}`);
        if (result.errors.length === 0) worker?.restart();
      }),
  };
  const watched = await context({ ...bundleSettings(root, outdir), plugins: [restart] });
  await watched.rebuild();
  worker = keepRunning({
    name: "worker",
    command: process.execPath,
    args: ["--enable-source-maps", join(outdir, "worker.mjs")],
    cwd: root,
    env: devEnv,
    write,
  });
  await watched.watch();
  const web = keepRunning({
    name: "web server",
    command: process.execPath,
    args: [join(root, "node_modules/next/dist/bin/next"), "dev", "-p", String(port), "-H", host],
    cwd: root,
    env: devEnv,
    write,
  });
  return [{ stop: () => watched.dispose(), failed: new Promise(() => {}) }, worker, web];
}

/** Next.js announces an address and a time of its own; ours is the one that counts. */
function withoutBanner(write) {
  const banner =
    /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments)\b|✓ (Starting|Ready|Running next\.config)|$)/;
  return (line) => {
    if (!banner.test(line)) write(line);
  };
}
