// `npm run build`: everything that runs, built and left in dist, for images and machines that only start it.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "./process/start-error.mjs";
import { build } from "./start/build.mjs";
import { installPackages } from "./start/install.mjs";
import { continueUnder, findNode } from "./start/pinned-node.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  await installPackages(root, console.log);
  const node = findNode();
  if (node !== process.execPath) {
    process.exitCode = await continueUnder(node, fileURLToPath(import.meta.url), []);
  } else {
    const { web, node: bundles } = await build({ root, web: true, log: console.log });
    console.log(`Web server: ${web}/server.js\nWorker and commands: ${bundles}/worker.mjs, ${bundles}/weft.mjs`);
  }
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
process.exit();
