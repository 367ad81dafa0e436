// `npm run chaos [-- --runs N --seed S --minutes M --clients C --shapes a,b --short]`: lets thousands of runs suffer
// kills, hangs and lost connections, and checks that none was lost or done twice. A seed repeats the choices.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runChaos } from "./chaos/run-chaos.mjs";
import { StartError } from "./process/start-error.mjs";
import { installPackages } from "./start/install.mjs";
import { continueUnder, findNode } from "./start/pinned-node.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  const args = process.argv.slice(2);
  await installPackages(root, console.log);
  const node = findNode();
  if (node !== process.execPath) return continueUnder(node, fileURLToPath(import.meta.url), args);
  return runChaos(root, args);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
process.exit();
