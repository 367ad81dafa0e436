import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkDocs } from "./check-docs.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "weft-docs-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const files = Array.from({ length: 9 }, (_, at) => `lib/a${at}.ts`);
const order = files.map((file, at) => `${at + 1}. \`${file}\` what it is for`).join("\n");
const glossary =
  "| word | what it is | never |\n| --- | --- | --- |\n| **node** | a typed part of a graph | step, block |\n| edge | a way | graph link |\n| run | one execution | |\n";
const sound = {
  ...Object.fromEntries(files.map((file) => [file, "export const node = 1;\n"])),
  "README.md": `# Weft\n\n## Glossary\n\n${glossary}\n## Reading order\n\n${order}\n\n## More\n\nSee [the guide](docs/guide.md#part).\n`,
  "README.zh-CN.md": `# Weft\n\n## 阅读顺序\n\n${order}\n`,
  "docs/guide.md": "Back to [the start](../README.md) or [the web](https://example.com).\n",
};

test("sound documents have no fault", () => {
  plant(sound);
  expect(checkDocs(root).faults).toEqual([]);
  expect(checkDocs(root).checked).toBeGreaterThan(20);
});

test("a file of the reading order that is gone is named", () => {
  plant(sound);
  rmSync(join(root, "lib/a3.ts"));
  expect(checkDocs(root).faults).toEqual([
    "README.md: the reading order names lib/a3.ts, which does not exist",
    "README.zh-CN.md: the reading order names lib/a3.ts, which does not exist",
  ]);
});

test("a link that leads nowhere is named", () => {
  plant({ ...sound, "docs/guide.md": "[gone](gone.md)" });
  expect(checkDocs(root).faults).toEqual(["docs/guide.md: the link to gone.md leads nowhere"]);
});

test.each([
  ["const aStep = 1;", "aStep"],
  ["export interface Blocks {}", "Blocks"],
  ["function next_step() {}", "next_step"],
  ["const allGraphLinks = [];", "allGraphLinks"],
])("%s uses a banned word", (text, name) => {
  plant({ ...sound, "lib/a0.ts": text });
  expect(checkDocs(root).faults).toEqual([expect.stringContaining(`lib/a0.ts: “${name}” says`)]);
});

test("words inside of words, and sentences, are free", () => {
  plant({
    ...sound,
    "lib/a0.ts": `const blocked = "in 3 steps"; const stepped = blocked; // a step\nconst link = 1; const linkOfGraph = link;`,
  });
  expect(checkDocs(root).faults).toEqual([]);
});

test("a missing README is a fault", () => {
  plant(sound);
  rmSync(join(root, "README.zh-CN.md"));
  expect(checkDocs(root).faults).toEqual(["README.zh-CN.md is missing"]);
});
