// `npm run build`: everything that runs, built and left in dist, for images and machines that only start it.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./start/build.mjs";
import { endWith, onPinnedNode } from "./start/run-script.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function buildAll() {
  const { web, node } = await build({ root, web: true, log: console.log });
  console.log(`Web server: ${web}/server.js\nWorker and commands: ${node}/worker.mjs, ${node}/weft.mjs`);
  return 0;
}

await endWith(() => onPinnedNode({ url: import.meta.url, root, args: [], log: console.log }, buildAll));
