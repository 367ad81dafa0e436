import { beforeAll, beforeEach, expect, test } from "vitest";
import { tools } from "@/db/schema/tools";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { graphOf } from "../runs/testing/graphs";
import { createWorkflow } from "./create-workflow";
import { previewPublish, validateDraft } from "./publish-workflow";
import { getGraphFacts } from "./queries";
import { publishGraph } from "./testing/publish-graph";

provideDatabase();
beforeAll(setTestEnvironment);

let scope: Scope;
beforeEach(async () => {
  const workspace = await make.workspace();
  scope = scopeOf(workspace, await make.member(workspace, "owner"));
});

async function makeTool(
  more: Partial<typeof tools.$inferInsert> = {},
  workspaceId = scope.workspaceId,
): Promise<string> {
  const name = `tool_${Math.random().toString(36).slice(2)}`;
  const [row] = await asSystem((tx) =>
    tx
      .insert(tools)
      .values({ workspaceId, name, displayName: `The ${name}`, kind: "http", status: "approved", ...more })
      .returning({ id: tools.id }),
  );
  if (!row) throw new Error("Not made.");
  return row.id;
}

const using = (toolId: string) =>
  graphOf({ start: { type: "start" }, call: { type: "tool", config: { toolId } }, end: { type: "end" } }, [
    "start -> call",
    "call -> end",
  ]);
const codesOf = async (toolId: string) => {
  const { id } = await createWorkflow(scope, { name: `w ${toolId}`, description: "", graph: using(toolId) });
  const [draft, publish] = [await validateDraft(scope, id), await previewPublish(scope, id)];
  const pick = (problems: readonly { code: string }[]) =>
    problems.map(({ code }) => code).filter((code) => code.startsWith("tool"));
  return { draft: pick(draft.problems), publish: pick(publish.problems) };
};

test("a version may use approved tools alone, a draft also others that are there", async () => {
  expect(await codesOf(await makeTool())).toEqual({ draft: [], publish: [] });
  for (const more of [{ status: "pending" }, { isActive: false }, { isMissing: true }] as const) {
    expect(await codesOf(await makeTool(more))).toEqual({ draft: [], publish: ["tool_not_approved"] });
  }
  await expect(publishGraph(scope, using(await makeTool({ status: "draft" })))).rejects.toMatchObject({
    code: "graph_invalid",
  });
});

test("a tool that is gone, or another workspace's, is not there", async () => {
  const theirs = await makeTool({}, (await make.workspace()).id);
  for (const id of [theirs, "019a0000-0000-7000-8000-000000000001"]) {
    expect(await codesOf(id)).toEqual({ draft: ["tool_unknown"], publish: ["tool_unknown"] });
  }
});

test("the designer is told of the workspace's tools and which can be used", async () => {
  const [good, off] = [await makeTool(), await makeTool({ isActive: false })];
  await makeTool({}, (await make.workspace()).id);
  const { tools: told } = await getGraphFacts(scope);
  const mine = told.filter(({ id }) => [good, off].includes(id));
  expect(new Map(mine.map(({ id, usable }) => [id, usable]))).toEqual(
    new Map([
      [good, true],
      [off, false],
    ]),
  );
  expect(told.every(({ title }) => title !== "")).toBe(true);
});
