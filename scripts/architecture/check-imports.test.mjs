// Every import rule is shown a violation and must see it: a rule whose pattern matches nothing would be silence, not order.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkImports, describeViolations } from "./check-imports.mjs";
import { placedFolders, rules } from "./rules.mjs";

const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Plants files and returns what is found; a file is its path and its text. */
async function check(files) {
  const root = mkdtempSync(join(tmpdir(), "weft-imports-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { violations } = await checkImports(root);
  return violations;
}

const leaf = "export const x = 1;\n";
const uses = (...paths) =>
  `${paths.map((path, at) => `import { x as x${at} } from "${path}";`).join("\n")}\nexport const x = [${paths.map((_, at) => `x${at}`)}];\n`;
const types = (path) => `import type { X } from "${path}";\nexport const x: X | number = 1;\n`;

/** rule → files that break it; the first file is the culprit. */
const planted = {
  "no-cycle": { "lib/runs/a.ts": uses("./b"), "lib/runs/b.ts": uses("./a") },
  "imports-exist": { "lib/runs/a.ts": uses("./gone") },
  "shared-imports-nothing": { "lib/shared/a.ts": types("@/lib/graph/b"), "lib/graph/b.ts": leaf },
  "pure-stays-pure": { "lib/engine/a.ts": types("../nodes/llm/definition"), "lib/nodes/llm/definition.ts": leaf },
  "pure-without-frameworks": { "lib/graph/a.ts": types("react") },
  "pure-without-the-machine": { "lib/run-log/a.ts": uses("node:fs") },
  "nodes-are-strangers": {
    "lib/nodes/llm/executor.ts": types("../code/definition"),
    "lib/nodes/code/definition.ts": leaf,
  },
  "executors-see-ctx": { "lib/nodes/llm/executor.ts": uses("@/db/client"), "db/client.ts": leaf },
  "definitions-run-anywhere": { "lib/nodes/llm/definition.ts": uses("./executor"), "lib/nodes/llm/executor.ts": leaf },
  "browser-gets-no-server": {
    "components/chat/window.tsx": `import { x } from "@/lib/agents/contract";\nexport const Window = () => <p>{x}</p>;\n`,
    "lib/agents/contract.ts": uses("./names"),
    "lib/agents/names.ts": uses("@/db/client"),
    "db/client.ts": leaf,
  },
  "browser-gets-no-node-core": { "components/ui/a.tsx": uses("node:path") },
  "line-auth": { "lib/auth/a.ts": types("@/lib/models/contract"), "lib/models/contract.ts": leaf },
  "line-models": { "lib/models/a.ts": types("../workflows/contract"), "lib/workflows/contract.ts": leaf },
  "line-workflows": { "lib/workflows/a.ts": types("../runs/contract"), "lib/runs/contract.ts": leaf },
  "line-runs": { "lib/runs/a.ts": types("../agents/contract"), "lib/agents/contract.ts": leaf },
  "line-agents": { "lib/agents/a.ts": types("../conversations/contract"), "lib/conversations/contract.ts": leaf },
  "ground-knows-no-feature": { "lib/ai/a.ts": types("../models/contract"), "lib/models/contract.ts": leaf },
  "components-through-doors": { "components/runs/a.tsx": types("@/lib/runs/queries"), "lib/runs/queries.ts": leaf },
  "ui-knows-no-product": { "components/ui/a.tsx": types("@/components/chat/b"), "components/chat/b.tsx": leaf },
  "routes-call-features": { "app/api/v1/runs/route.ts": types("@/db/client"), "db/client.ts": leaf },
  "app-is-the-end": { "lib/runs/a.ts": types("@/app/api/b"), "app/api/b.ts": leaf },
  "db-is-the-bottom": { "db/a.ts": types("@/lib/runs/contract"), "lib/runs/contract.ts": leaf },
  "tests-are-leaves": { "lib/runs/a.ts": uses("@/db/testing/make"), "db/testing/make.ts": leaf },
};

test.each(Object.entries(planted))("%s sees its violation and says why", async (rule, files) => {
  const violations = await check(files);
  const culprit = Object.keys(files)[0].replace(/\.tsx?$/, ".js");
  const found = violations.filter((violation) => violation.rule === rule);
  expect(found.map((violation) => violation.from)).toContain(culprit);
  const { comment } = rules([]).find(({ name }) => name === rule);
  expect(describeViolations(found)[0]).toContain(comment);
});

test("every rule has its violation here", () => {
  expect(Object.keys(planted).sort()).toEqual(
    rules([])
      .map((rule) => rule.name)
      .sort(),
  );
});

test("a file marked for the browser counts as one, wherever it is", async () => {
  const violations = await check({
    "app/(studio)/error.tsx": `// Shown when a page fails.\n"use client";\nimport { x } from "@/lib/log";\nexport default () => <p>{x}</p>;\n`,
    "lib/log.ts": leaf,
  });
  expect(violations.map(({ rule, from }) => ({ rule, from }))).toEqual([
    { rule: "browser-gets-no-server", from: "app/(studio)/error.js" },
  ]);
});

test("types of a server module may be named by the browser's code", async () => {
  const files = {
    "lib/agents/client.ts": types("./queries"),
    "lib/agents/queries.ts": uses("@/db/client"),
    "db/client.ts": leaf,
  };
  expect(await check(files)).toEqual([]);
});

test("what keeps the rules is let through", async () => {
  const violations = await check({
    "app/page.tsx": uses("@/components/chat/window", "@/lib/conversations/queries"),
    "components/chat/window.tsx": uses("@/components/ui/button", "@/lib/conversations/contract"),
    "components/ui/button.tsx": leaf,
    "lib/conversations/contract.ts": uses("@/lib/graph/schema"),
    "lib/conversations/queries.ts": uses("@/db/client", "../runs/queries"),
    "lib/runs/queries.ts": uses("@/db/client", "@/lib/engine/execute"),
    "lib/engine/execute.ts": uses("../graph/schema", "../shared/ids"),
    "lib/graph/schema.ts": uses("../shared/ids"),
    "lib/shared/ids.ts": leaf,
    "lib/runs/queries.db.test.ts": uses("@/db/testing/make", "./queries"),
    "db/testing/make.ts": uses("@/lib/graph/schema", "../client"),
    "db/client.ts": uses("@/lib/shared/ids"),
  });
  expect(violations).toEqual([]);
});

test("every folder of lib has its place in the rules", () => {
  const present = readdirSync("lib", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(present.map((entry) => entry.name).filter((name) => !placedFolders.includes(name))).toEqual([]);
});
