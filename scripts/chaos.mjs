// `npm run chaos [-- --runs N --seed S --minutes M --short]`: builds the product, then lets thousands of runs suffer
// kills, hangs and lost connections, and checks that none was lost or done twice. What it does is in e2e/chaos.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "./process/start-error.mjs";
import { build, bundleSettings } from "./start/build.mjs";
import { installPackages } from "./start/install.mjs";
import { continueUnder, findNode } from "./start/pinned-node.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  const args = process.argv.slice(2);
  await installPackages(root, console.log);
  const node = findNode();
  if (node !== process.execPath) return continueUnder(node, fileURLToPath(import.meta.url), args);
  const built = await build({ root, web: true, log: console.log });
  const outdir = join(root, "dist", "chaos");
  const { build: bundle, stop } = await import("esbuild");
  await bundle({ ...bundleSettings(root, outdir), entryPoints: [{ in: "e2e/chaos/main.ts", out: "main" }] });
  await stop();
  const env = { ...process.env, WEFT_CHAOS_ROOT: root, WEFT_CHAOS_WEB: built.web, WEFT_CHAOS_NODE: built.node };
  return new Promise((done, failed) => {
    const command = ["--enable-source-maps", join(outdir, "main.mjs"), ...args];
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: "inherit" });
    child.on("error", failed);
    child.on("exit", (code) => done(code ?? 1));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
process.exit();
