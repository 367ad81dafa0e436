import { beforeAll, expect, test } from "vitest";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { createAgent } from "../agents/create-agent";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { graphOf } from "../runs/testing/graphs";
import { replaceDraft } from "./edit-draft";
import { previewPublish } from "./publish-workflow";

provideDatabase();
beforeAll(setTestEnvironment);

test("what is in the way of publishing names the nodes as people know them", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const agent = await createAgent(scope, { name: "Weaver", description: "" });
  const drawn = graphOf({ start: { type: "start" }, call: { type: "http-request" } }, ["start -> call"]);
  const graph = {
    ...drawn,
    nodes: drawn.nodes.map((node) => (node.id === "call" ? { ...node, name: "Ask the weather" } : node)),
  };
  await replaceDraft(scope, agent.workflowId, { baseRevision: agent.revision, graph });
  const { problems } = await previewPublish(scope, agent.workflowId);
  expect(problems).toContainEqual(
    expect.objectContaining({ nodeId: "call", nodeName: "Ask the weather", severity: "error" }),
  );
});
