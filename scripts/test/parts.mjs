// The parts of `npm test`, in the order in which a failure is cheapest to learn of. Each answers how many of its checks
// passed and failed; a part that checked nothing has failed.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChaos } from "../chaos/run-chaos.mjs";
import { build } from "../start/build.mjs";
import { findBrowser } from "./browser.mjs";
import { runProgram } from "./run-program.mjs";

const one = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export const parts = {
  lint: async (root) => one(await runProgram(root, "biome", ["check", "--error-on-warnings"])),

  types: async (root) => {
    const generated = await runProgram(root, "next", ["typegen"]);
    return one(generated === 0 ? await runProgram(root, "tsc", ["--noEmit", "--incremental", "false"]) : generated);
  },

  imports: async (root) => {
    const { checkImports, describeViolations } = await import("../architecture/check-imports.mjs");
    const { violations, rules } = await checkImports(root);
    for (const paragraph of describeViolations(violations)) console.log(paragraph);
    const broken = new Set(violations.map((violation) => violation.rule)).size;
    return { passed: rules - broken, failed: broken };
  },

  unused: async (root) => one(await runProgram(root, "knip", ["--no-progress"])),

  docs: async (root) => {
    const { checkDocs } = await import("../docs/check-docs.mjs");
    const { checked, faults } = checkDocs(root);
    for (const fault of faults) console.log(`  ${fault}`);
    return { passed: checked - faults.length, failed: faults.length };
  },

  unit: (root) => vitest(root, "unit"),
  database: (root) => vitest(root, "db"),

  build: async (root) => {
    await build({ root, web: true, log: console.log });
    return { passed: 1, failed: 0 };
  },

  chaos: (root) =>
    withReport(async (file) => {
      const code = await runChaos(root, ["--short", "--report", file]);
      const { passed, failed } = JSON.parse(readFileSync(file, "utf8"));
      return counted(code, passed, failed);
    }),

  journeys: async (root) => {
    const browser = findBrowser(console.log);
    return withReport(async (file) => {
      const code = await runProgram(root, "playwright", ["test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        ...(browser ? { CHROMIUM_PATH: browser } : {}),
      });
      const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
      return counted(code, stats.expected + stats.flaky, stats.unexpected + errors.length);
    });
  },
};

function vitest(root, project) {
  return withReport(async (file) => {
    const args = ["run", "--project", project, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
    const code = await runProgram(root, "vitest", args);
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
    return counted(code, numPassedTests, numFailedTests);
  });
}

/** A program that failed, or counted nothing, has one failure even where it names none. */
function counted(code, passed, failed) {
  return { passed, failed: code !== 0 || passed + failed === 0 ? Math.max(1, failed) : failed };
}

async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), "weft-report-"));
  try {
    return await run(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
