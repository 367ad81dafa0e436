// `npm test`: from whatever state the checkout is in to one counted answer. `node scripts/test.mjs unit build` runs parts
// alone. Plain JavaScript for Node 20 without dependencies, because it runs before anything is installed.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "./process/start-error.mjs";
import { installPackages } from "./start/install.mjs";
import { continueUnder, findNode } from "./start/pinned-node.mjs";
import { parts } from "./test/parts.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    throw new StartError(`There is no part "${unknown.join(", ")}"; the parts are ${Object.keys(parts).join(", ")}.`);
  }
  await installPackages(root, console.log);
  const node = findNode();
  if (node !== process.execPath) {
    return continueUnder(node, fileURLToPath(import.meta.url), wanted);
  }
  const results = [];
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    console.log(`\n── ${name}`);
    const begun = performance.now();
    const { passed, failed } = await parts[name](root).catch((error) => {
      console.error(error instanceof StartError ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    results.push({ name, passed, failed, seconds: (performance.now() - begun) / 1000 });
  }
  return report(results);
}

function report(results) {
  console.log("");
  for (const { name, passed, failed, seconds } of results) {
    const verdict = failed === 0 ? "ok    " : "FAILED";
    console.log(
      `${verdict} ${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
    );
  }
  const passed = results.reduce((sum, part) => sum + part.passed, 0);
  const failed = results.reduce((sum, part) => sum + part.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
