// How every script of the project begins and ends: installed packages, the pinned Node.js, one exit code. Knows nothing
// of what the script does.
import { fileURLToPath } from "node:url";
import { StartError } from "../process/start-error.mjs";
import { installPackages } from "./install.mjs";
import { continueUnder, findNode } from "./pinned-node.mjs";

/** Does the work of the script at `url` under the pinned Node.js, with what it needs installed; gives the exit code. */
export async function onPinnedNode({ url, root, args, log }, work) {
  await installPackages(root, log);
  const node = findNode();
  return node === process.execPath ? work() : continueUnder(node, fileURLToPath(url), args);
}

/** Runs the script, says in a sentence what stopped it, and ends the process. */
export async function endWith(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  }
  process.exit();
}
