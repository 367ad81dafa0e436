// What is left of deleted conversations, and for how long.

import { expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { purgeConversations } from "./purge-conversations";

provideDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
const stay = new AbortController().signal;

async function plant(deletedAt: Date | null, runs = 1) {
  const conversation = await make.conversation({
    deletedAt,
    lastActivityAt: daysAgo(400),
    status: deletedAt ? "deleted" : "active",
  });
  const { workspaceId, id: conversationId } = conversation;
  const workflow = await make.workflow({ workspaceId });
  for (let i = 0; i < runs; i++) {
    const run = await make.run({ workspaceId, workflowId: workflow.id, conversationId, userQuery: "Ada" });
    await make.nodeLog(run);
  }
  return { conversationId, workspaceId };
}

const count = async (table: "conversations" | "runs" | "run_node_logs", workspaceId: string) => {
  const sql = systemSql();
  return (await sql`select 1 from ${sql(table)} where workspace_id = ${workspaceId}`).length;
};

test("thirty days after its deletion a conversation is gone with its runs and their logs, others stay", async () => {
  const old = await plant(daysAgo(31), 3);
  const kept = [await plant(daysAgo(29)), await plant(null)];
  await purgeConversations(stay);
  for (const table of ["conversations", "runs", "run_node_logs"] as const) {
    expect(await count(table, old.workspaceId)).toBe(0);
    for (const { workspaceId } of kept) expect(await count(table, workspaceId)).toBe(1);
  }
});

test("runs outside of conversations stay", async () => {
  const { workspaceId } = await plant(daysAgo(31));
  await make.run({ workspaceId });
  await purgeConversations(stay);
  expect(await count("runs", workspaceId)).toBe(1);
});

test("a process that is ending purges nothing more", async () => {
  const { workspaceId } = await plant(daysAgo(31));
  await purgeConversations(AbortSignal.abort());
  expect(await count("conversations", workspaceId)).toBe(1);
});
