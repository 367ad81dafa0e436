// Secrets as the team meets them: a value goes in and never comes out, and each tells which workflows name it.
import { expect, test } from "vitest";
import { tools } from "@/db/schema/tools";
import { workflowReferences } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { graphOf } from "../runs/testing/graphs";
import type { JsonObject } from "../shared/json";
import { replaceDraft } from "../workflows/edit-draft";
import { getDraft } from "../workflows/queries";
import { publishDraft, publishGraph } from "../workflows/testing/publish-graph";
import { createSecret, deleteSecret, listSecrets, updateSecret } from "./commands";
import { secretUsesNoted } from "./note-secret-use";
import { openSecrets } from "./run-secrets";

setTestEnvironment();
provideDatabase();

async function newScope() {
  const workspace = await make.workspace();
  return scopeOf(workspace, await make.member(workspace, "owner"));
}

test("a secret names each workflow that uses it once, and none of another workspace", async () => {
  const [scope, other] = [await newScope(), await newScope()];
  const { workspaceId } = scope;
  const secret = await createSecret(scope, { name: "TOKEN", value: "hidden-7Qx9", description: "" });
  await createSecret(other, { name: "TOKEN", value: "another", description: "" });
  const workflow = await make.workflow({ workspaceId });
  await asSystem((tx) =>
    tx.insert(workflowReferences).values(
      ["fetch", "send"].map((nodeId) => ({
        workspaceId,
        workflowId: workflow.id,
        nodeId,
        kind: "secret" as const,
        targetId: "TOKEN",
      })),
    ),
  );

  const { items } = await listSecrets(scope);
  expect(items).toMatchObject([
    { name: "TOKEN", uses: 2, workflows: [{ id: workflow.id, name: workflow.name, inDraft: true, isLive: false }] },
  ]);
  expect(JSON.stringify(items)).not.toContain("hidden-7Qx9");
  expect((await listSecrets(other)).items).toMatchObject([{ uses: 0, workflows: [] }]);

  await expect(deleteSecret(other, secret.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await updateSecret(scope, secret.id, { description: "For the shop" })).toMatchObject({
    description: "For the shop",
    workflows: [{ id: workflow.id }],
  });
  await expect(deleteSecret(scope, secret.id)).rejects.toMatchObject({
    code: "in_use",
    extra: { uses: { workflows: [{ id: workflow.id }] } },
  });
  await deleteSecret(scope, secret.id, { force: true });
  expect((await listSecrets(scope)).items).toEqual([]);
});

test("a secret says who added it, who replaced it, and which tools it is for", async () => {
  const workspace = await make.workspace();
  const [first, second] = [await make.member(workspace, "owner"), await make.member(workspace, "admin")];
  const [scope, later] = [scopeOf(workspace, first), scopeOf(workspace, second)];
  const { id } = await createSecret(scope, { name: "TOKEN", value: "hidden-7Qx9", description: "" });
  await asSystem((tx) =>
    tx.insert(tools).values({
      workspaceId: workspace.id,
      name: "look_up",
      displayName: "Look up",
      kind: "http",
      secretNames: ["OTHER", "TOKEN"],
    }),
  );
  expect(await updateSecret(later, id, { value: "another-8Ry0" })).toMatchObject({
    createdByName: first.name,
    updatedByName: second.name,
    tools: [{ name: "Look up" }],
  });
  await expect(deleteSecret(scope, id)).rejects.toMatchObject({ code: "in_use", params: { count: 1 } });
});

test("only versions that are not live do not keep a secret", async () => {
  const scope = await newScope();
  const { id } = await createSecret(scope, { name: "TOKEN", value: "hidden-7Qx9", description: "" });
  const call = (config: JsonObject) =>
    graphOf(
      { start: { type: "start" }, call: { type: "http-request", config: { url: "https://example.org", ...config } } },
      ["start -> call"],
    );
  const workflowId = await publishGraph(scope, call({ auth: "bearer", token: "{{ secrets.TOKEN }}" }));
  const usesOf = async () => (await listSecrets(scope)).items[0]?.workflows;
  expect(await usesOf()).toMatchObject([{ id: workflowId, inDraft: true, isLive: true }]);
  await expect(deleteSecret(scope, id)).rejects.toMatchObject({ code: "in_use" });

  const { revision } = await getDraft(scope, workflowId);
  await replaceDraft(scope, workflowId, { baseRevision: revision, graph: call({}) });
  expect(await usesOf()).toMatchObject([{ inDraft: false, isLive: true }]);
  await publishDraft(scope, workflowId);
  expect(await usesOf()).toMatchObject([{ inDraft: false, isLive: false }]);
  await deleteSecret(scope, id);
});

test("only what is named is opened, of the own workspace, and that it was is noted once a minute", async () => {
  const [scope, other] = [await newScope(), await newScope()];
  for (const name of ["FIRST", "SECOND"]) {
    await createSecret(scope, { name, value: `own ${name}`, description: "" });
    await createSecret(other, { name, value: `foreign ${name}`, description: "" });
  }
  const opened = await openSecrets(scope.workspaceId, ["FIRST", "MISSING"]);
  expect(opened.reveal(opened.mark("FIRST") ?? "")).toBe("own FIRST");
  expect([opened.mark("SECOND"), opened.mark("MISSING")]).toEqual([undefined, undefined]);
  await secretUsesNoted();
  const lastUses = async () => (await listSecrets(scope)).items.map((item) => item.lastUsedAt);
  const [first, second] = await lastUses();
  expect(first).toBeTruthy();
  expect(second).toBeNull();
  await openSecrets(scope.workspaceId, ["FIRST"]);
  await secretUsesNoted();
  expect(await lastUses()).toEqual([first, null]);
  expect((await listSecrets(other)).items.map((item) => item.lastUsedAt)).toEqual([null, null]);
});
