// Secrets as the team meets them: a value goes in and never comes out, and each tells which workflows name it.
import { expect, test } from "vitest";
import { workflowReferences } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { createSecret, deleteSecret, listSecrets, updateSecret } from "./commands";

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
  expect(items).toMatchObject([{ name: "TOKEN", uses: 2, workflows: [{ id: workflow.id, name: workflow.name }] }]);
  expect(JSON.stringify(items)).not.toContain("hidden-7Qx9");
  expect((await listSecrets(other)).items).toMatchObject([{ uses: 0, workflows: [] }]);

  await expect(deleteSecret(other, secret.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await updateSecret(scope, secret.id, { description: "For the shop" })).toMatchObject({
    description: "For the shop",
    workflows: [{ id: workflow.id }],
  });
  await deleteSecret(scope, secret.id);
  expect((await listSecrets(scope)).items).toEqual([]);
});
