// Builds the product and what tests it in chaos, and runs the one against the other. What is done is in e2e/chaos.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, bundleSettings } from "../start/build.mjs";

/** The exit code of the chaos test with these arguments: 0 where nothing was lost, wrong or left over. */
export async function runChaos(root, args) {
  const built = await build({ root, web: true, log: console.log });
  const outdir = join(root, "dist", "chaos");
  const { build: bundle, stop } = await import("esbuild");
  await bundle({ ...bundleSettings(root, outdir), entryPoints: [{ in: "e2e/chaos/main.ts", out: "main" }] });
  await stop();
  const env = { ...process.env, WEFT_CHAOS_ROOT: root, WEFT_CHAOS_WEB: built.web, WEFT_CHAOS_NODE: built.node };
  return new Promise((done, failed) => {
    const command = ["--enable-source-maps", join(outdir, "main.mjs"), ...args];
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("exit", (code) => done(code ?? 1));
  });
}
