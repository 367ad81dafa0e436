// Follows the walk-through as its reader would, in a copy of the sources: what it says has to compile and pass.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/add-a-node-type.md"), "utf8");
const copy = mkdtempSync(join(tmpdir(), "add-a-node-type-"));

interface Sample {
  kind: "new" | "diff";
  path: string;
  text: string;
}

const samples: Sample[] = [...page.matchAll(/^```(?:ts (new)|(diff)) (\S+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  kind: match[1] ? "new" : "diff",
  path: match[3] ?? "",
  text: match[4] ?? "",
}));

/** Puts lines that begin with a plus after the line of context before them. */
function insertLines(file: string, diff: string): string {
  const lines = file.split("\n");
  let at = -1;
  for (const line of diff.split("\n").filter((text) => text !== "")) {
    if (line.startsWith("+")) lines.splice(++at, 0, line.slice(1));
    else {
      at = lines.indexOf(line.slice(1), at + 1);
      if (at < 0) throw new Error(`there is no line "${line.slice(1)}"`);
    }
  }
  return lines.join("\n");
}

function apply({ kind, path, text }: Sample): void {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, kind === "new" ? text : insertLines(readFileSync(file, "utf8"), text));
}

function run(tool: string, args: string[]): string {
  try {
    const bin = join(root, "node_modules", tool);
    return execFileSync(process.execPath, [bin, ...args], { cwd: copy, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `failed:\n${stdout}\n${stderr}`;
  }
}
const compile = () => run("typescript/bin/tsc", ["--noEmit", "-p", "tsconfig.json"]);

beforeAll(() => {
  for (const part of ["lib", "messages", "vitest.config.ts"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
  const include = ["lib/nodes/**/*.ts"];
  writeFileSync(
    join(copy, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, incremental: false }, include }),
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("every file that it names exists", () => {
  const named = [...page.matchAll(/`((?:lib|messages|docs)\/[\w./-]+)`/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(5);
  for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
});

test("a type that nothing runs does not compile, and with every sample it does and passes the suite", () => {
  const isExecutor = (sample: Sample) => sample.path === "lib/nodes/executors.ts";
  expect(samples).toHaveLength(9);
  for (const sample of samples) if (!isExecutor(sample)) apply(sample);
  expect(compile()).toMatch(/executors\.ts.*word-count/s);
  for (const sample of samples) if (isExecutor(sample)) apply(sample);
  expect(compile()).toBe("");
  const output = run("vitest/vitest.mjs", [
    "run",
    "--project=unit",
    "--reporter=json",
    "--outputFile=report.json",
    "lib/nodes/word-count",
    "lib/nodes/conformance",
  ]);
  const report = join(copy, "report.json");
  expect(existsSync(report), output).toBe(true);
  const { testResults }: { testResults: { status: string }[] } = JSON.parse(readFileSync(report, "utf8"));
  expect(
    testResults.map((file) => file.status),
    output,
  ).toEqual(["passed", "passed"]);
}, 120_000);
