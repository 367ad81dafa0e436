// `npm run bench [-- name… --minutes N]`: runs every bench/*.bench.ts by itself, prints tables and keeps JSON in
// bench/results. The minutes are those of benches that take as long as one wants.
// Measures and judges nothing: numbers of different machines are not comparable, so none of them fails a build.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { StartError } from "./process/start-error.mjs";
import { build, bundleSettings } from "./start/build.mjs";
import { endWith, onPinnedNode } from "./start/run-script.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  const args = process.argv.slice(2);
  const { wanted, minutes } = readArguments(args);
  return onPinnedNode({ url: import.meta.url, root, args, log: console.log }, () => bench(wanted, minutes));
}

const files = readdirSync(join(root, "bench")).filter((name) => name.endsWith(".bench.ts"));

/** What is to be measured, all of it where nothing is named, and for how long. */
function readArguments(args) {
  const names = files.map((name) => basename(name, ".bench.ts"));
  const usage = `Usage: npm run bench -- [name… --minutes N], with names among ${names.join(", ")}.`;
  try {
    const { positionals: wanted, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { minutes: { type: "string" } },
    });
    const unknown = wanted.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(", ")}.`);
    return { wanted, minutes: values.minutes };
  } catch (error) {
    throw new StartError(`${error.message}\n${usage}`);
  }
}

async function bench(wanted, minutes) {
  const chosen = files.filter((name) => wanted.length === 0 || wanted.includes(basename(name, ".bench.ts")));
  const needsWeb = chosen.some((name) => readFileSync(join(root, "bench", name), "utf8").includes("WEFT_BENCH_WEB"));
  const built = await build({ root, web: needsWeb, log: console.log });
  const outdir = join(root, "dist", "bench");
  const { build: bundle, stop } = await import("esbuild");
  const entryPoints = chosen.map((name) => join("bench", name));
  await bundle({ ...bundleSettings(root, outdir), entryPoints, outbase: "bench" });
  await stop();

  const results = join(root, "bench", "results");
  mkdirSync(results, { recursive: true });
  const machine = `${cpus()[0]?.model ?? "unknown"} · ${cpus().length} cores · ${Math.round(totalmem() / 1024 ** 3)} GB · Node.js ${process.version} · ${new Date().toISOString()}`;
  console.log(machine);
  let code = 0;
  for (const name of chosen) {
    const title = basename(name, ".bench.ts");
    console.log(`\n── ${title}`);
    const bundled = join(outdir, name.replace(/\.ts$/, ".mjs"));
    const env = {
      WEFT_BENCH_ROOT: root,
      WEFT_BENCH_WEB: built.web,
      ...(minutes ? { WEFT_BENCH_MINUTES: minutes } : {}),
    };
    if ((await run([bundled, join(results, `${title}.json`), machine], env)) !== 0) code = 1;
  }
  return code;
}

function run(args, env) {
  return new Promise((done, failed) => {
    const script = join(root, "scripts", "bench", "run-one.mjs");
    const child = spawn(process.execPath, ["--enable-source-maps", "--expose-gc", script, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    child.on("error", failed);
    child.on("exit", (status) => done(status ?? 1));
  });
}

await endWith(main);
