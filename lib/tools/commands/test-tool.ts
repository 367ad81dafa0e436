// Calls a tool once for somebody who looks whether it works: the same call that an agent makes. Server only.

import type { z } from "zod";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../../auth/scope";
import { systemClock } from "../../shared/clock";
import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { JsonObject } from "../../shared/json";
import { callTool } from "../call-tool";
import type { ToolTest, testTool as testOperation } from "../contract";
import { noteCallsOf } from "../note-call";
import { mayCallTool } from "../policy";
import { findTool } from "../tool-row";

type Given = z.output<NonNullable<(typeof testOperation)["body"]>>;

const maxNotes = 200;
/** Of the value; more is cut off as it would only fill the page. */
const maxShownValue = 1_000_000;

/** Calls a tool; its failure is an answer, not an error. */
export async function testTool(
  scope: Scope,
  toolId: string,
  { arguments: given }: Given,
  signal: AbortSignal,
): Promise<ToolTest> {
  const tool = await withWorkspace(scope.workspaceId, (tx) => findTool(tx, scope, toolId));
  if (!mayCallTool(scope, tool)) {
    throw new AppError("forbidden", "Only the tool's owner and those who approve tools may call a draft.", {
      params: { permission: "tool.approve" },
    });
  }
  const { workspaceId, userId } = scope;
  const nothing = { runId: null, workflowId: null, agentId: null, agentName: null, conversationId: null };
  const caller = { workspaceId, userId, ...nothing };
  const notes: string[] = [];
  const startedAt = systemClock.monotonic();
  const answer = await callTool(
    // Whoever may look may call what is not approved yet.
    { workspaceId, draftsOf: tool.ownerId, onEnd: noteCallsOf(caller) },
    // A changed tool of a server is tried before it is approved again, and one that was rejected may be made better.
    { ...tool, offered: null, status: tool.status === "rejected" ? "approved" : tool.status },
    {
      tool: { id: tool.id, source: "tool" },
      arguments: given as JsonObject,
      path: "test",
      attempt: 1,
      retries: 0,
      idempotencyKey: newId(),
      signal,
      onNote: (line) => {
        if (notes.length < maxNotes) notes.push(line);
      },
    },
  );
  const isLarge = JSON.stringify(answer.value).length > maxShownValue;
  return {
    isError: answer.isError,
    text: answer.text.slice(0, tool.maxOutputLength),
    isCut: answer.text.length > tool.maxOutputLength,
    value: isLarge ? null : answer.value,
    detail: answer.detail ?? null,
    notes,
    durationMs: systemClock.monotonic() - startedAt,
  };
}
