// One row in every table that belongs to a workspace, for tests that go through all of them. A new table is added
// here; the row-security test says so when it is forgotten.

import { newId } from "@/lib/shared/ids";
import { apiKeys, resourceAccess, secrets } from "../schema/access";
import { annotations, feedbacks } from "../schema/feedback";
import { fileReferences, files } from "../schema/files";
import { modelKeys, modelRoutes } from "../schema/models";
import { configFields, nodeTemplateFields, nodeTemplates } from "../schema/node-templates";
import { auditLogs, budgets, callLogs, usageDaily } from "../schema/observability";
import { promptTemplates, promptTemplateVersions } from "../schema/prompts";
import { runCheckpoints, runEvents } from "../schema/run-logs";
import { runLeases } from "../schema/runs";
import { toolServers, tools } from "../schema/tools";
import { approvals, tasks, waits } from "../schema/waiting";
import { edges, nodes, workflowReferences, workflowSnapshots } from "../schema/workflows";
import { asSystem } from "../system";
import { make } from "./make";
import { only, uniqueName } from "./make/row";

/** A workspace with a row in each of its tables. */
export async function fillWorkspace(): Promise<{ id: string }> {
  const workspace = await make.workspace();
  const workspaceId = workspace.id;
  const user = await make.member(workspace, "builder");
  const agent = await make.agent({ workspaceId });
  const version = (await make.deployment(agent)).versionId;
  const conversation = await make.conversation({ workspaceId, agentId: agent.id, userId: user.id });
  const run = await make.run({ workspaceId, workflowId: agent.workflowId, conversationId: conversation.id });
  await make.nodeLog(run);
  await make.endUser({ workspaceId });
  const model = await make.model({ workspaceId });
  const workflow = { workspaceId, workflowId: agent.workflowId };
  const place = { workspaceId, runId: run.id };

  await asSystem(async (tx) => {
    const node = { ...workflow, type: "note", typeVersion: 1, templateCode: "note", name: "Note" };
    const shown = { config: {}, schema: { inputs: [], outputs: [] }, positionX: 0, positionY: 0 };
    await tx.insert(nodes).values([
      { ...node, ...shown, id: "a", renderMode: "hidden" },
      { ...node, ...shown, id: "b", renderMode: "hidden" },
    ]);
    const ends = { sourceNodeId: "a", sourceHandle: "out", targetNodeId: "b", targetHandle: "in" };
    await tx.insert(edges).values({ ...workflow, id: "e", ...ends });
    await tx
      .insert(workflowReferences)
      .values({ ...workflow, versionId: version, nodeId: "a", kind: "model", targetId: newId() });
    await tx.insert(workflowSnapshots).values({ ...workflow, revision: 1, diff: [] });
    await tx.insert(apiKeys).values({ workspaceId, userId: user.id, name: "key", prefix: "weft_", keyHash: newId() });
    const ofProvider = { workspaceId, providerId: model.providerId };
    await tx.insert(modelKeys).values({ ...ofProvider, name: "Second", apiKey: "sealed" });
    await tx.insert(modelRoutes).values({ workspaceId, modelId: model.id, targetModelId: model.id });
    await tx.insert(budgets).values({ workspaceId, subject: "workspace", period: "month", amount: 100 });
    await tx.insert(secrets).values({ workspaceId, name: "TOKEN", value: "sealed" });
    const shared = { resourceType: "agent", resourceId: agent.id, userId: user.id, level: "view" } as const;
    await tx.insert(resourceAccess).values({ workspaceId, ...shared });
    await tx.insert(runCheckpoints).values({ ...place, seq: 1, globalContext: {} });
    await tx.insert(runEvents).values({ ...place, token: 1, n: 1, data: { type: "run.started", at: 0, inputs: {} } });
    await tx.insert(runLeases).values({ ...place, token: 1, expiresAt: new Date() });
    await tx.insert(approvals).values({ ...place, path: "ask", nodeId: "ask", title: "May I?" });
    await tx.insert(waits).values({ ...place, path: "wait", kind: "time" });
    await tx.insert(tasks).values({ workspaceId, agentId: agent.id, name: "Look it up" });
    await tx
      .insert(feedbacks)
      .values({ workspaceId, conversationId: conversation.id, userId: user.id, rating: "like" });
    await tx.insert(annotations).values({ ...place, type: "note", content: "Good", annotatedBy: user.id });
    const server = only(
      await tx.insert(toolServers).values({ workspaceId, name: "server", transport: "http" }).returning(),
    );
    await tx.insert(tools).values({ workspaceId, serverId: server.id, name: "tool", displayName: "Tool", kind: "mcp" });
    const prompt = only(
      await tx.insert(promptTemplates).values({ workspaceId, name: "prompt", displayName: "Prompt" }).returning(),
    );
    await tx
      .insert(promptTemplateVersions)
      .values({ workspaceId, promptTemplateId: prompt.id, number: 1, template: "" });
    const bytes = { name: "a.txt", mime: "text/plain", bytes: 1, sha256: "0" };
    const file = only(
      await tx
        .insert(files)
        .values({ workspaceId, storageKey: newId(), ...bytes })
        .returning(),
    );
    await tx.insert(fileReferences).values({ workspaceId, fileId: file.id, ownerType: "run", ownerId: run.id });
    await tx.insert(auditLogs).values({ workspaceId, eventType: "create", action: "agent.create", actorType: "user" });
    await tx.insert(callLogs).values({ workspaceId, kind: "model", status: "success" });
    await tx.insert(usageDaily).values({ workspaceId, day: "2026-01-01" });
    const policy = {
      inputs: { add: true, remove: true, rename: true },
      outputs: { add: true, remove: true, rename: true },
    };
    const kind = { typeCode: "copy", name: "Copy", category: "flow", executor: "answer" };
    const template = only(
      await tx
        .insert(nodeTemplates)
        .values({ workspaceId, ...kind, defaultSchemaPolicy: policy, initialSchema: {} })
        .returning(),
    );
    const field = only(
      await tx
        .insert(configFields)
        .values({ fieldKey: uniqueName("field"), fieldLabel: "", fieldType: "text" })
        .returning(),
    );
    const shownField = { nodeTemplateId: template.id, configFieldId: field.id, groupName: "basic" };
    await tx.insert(nodeTemplateFields).values({ workspaceId, ...shownField });
  });
  return { id: workspaceId };
}
