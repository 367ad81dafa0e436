// Rows of tools as people see them. Server only.

import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/identity";
import { toolServers, tools } from "@/db/schema/tools";
import type { Scope } from "../auth/scope";
import type { JsonObject } from "../shared/json";
import type { ToolSummary, ToolView } from "./contract";
import { mayCallTool, mayEditTool, mayReviewTools } from "./policy";
import type { ToolRow } from "./tool-row";

const reviewers = alias(users, "reviewers");

/** Tools with the names of those they belong to. */
export function selectTools(tx: Transaction) {
  return tx
    .select({ tool: tools, serverName: toolServers.name, ownerName: users.name, reviewerName: reviewers.name })
    .from(tools)
    .leftJoin(toolServers, eq(toolServers.id, tools.serverId))
    .leftJoin(users, eq(users.id, tools.ownerId))
    .leftJoin(reviewers, eq(reviewers.id, tools.reviewedBy));
}

type Selected = Awaited<ReturnType<typeof selectTools>>[number];

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

/** A row of the list. */
export function summaryOf({ tool, serverName, ownerName }: Selected): ToolSummary {
  return {
    id: tool.id,
    name: tool.name,
    displayName: tool.displayName,
    description: tool.description.slice(0, 500),
    kind: tool.kind,
    category: tool.category,
    tags: tool.tags,
    status: tool.status,
    visibility: tool.visibility,
    isActive: tool.isActive,
    isMissing: tool.isMissing,
    hasChanged: tool.offered !== null,
    serverId: tool.serverId,
    serverName,
    ownerId: tool.ownerId,
    ownerName,
    approval: tool.approval,
    annotations: tool.annotations,
    usageCount: tool.usageCount,
    lastUsedAt: timeOf(tool.lastUsedAt),
    lastError: tool.lastError,
    submittedAt: timeOf(tool.submittedAt),
    createdAt: tool.createdAt.toISOString(),
    updatedAt: tool.updatedAt.toISOString(),
  };
}

/** All of a tool, with what the caller may do. */
export function viewOf(scope: Scope, selected: Selected): ToolView {
  const { tool, reviewerName } = selected;
  return {
    ...summaryOf(selected),
    description: tool.description,
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema,
    offered: tool.offered === null ? null : { ...tool.offered, annotations: { ...tool.offered.annotations } },
    config: tool.config,
    secretNames: tool.secretNames,
    approvalRule: tool.approvalRule,
    timeoutMs: tool.timeoutMs,
    maxOutputLength: tool.maxOutputLength,
    reviewNote: tool.reviewNote,
    reviewedAt: timeOf(tool.reviewedAt),
    reviewerName,
    may: { edit: mayEditTool(scope, tool), review: mayReviewTools(scope.permissions), call: mayCallTool(scope, tool) },
  };
}

/** What the audit log keeps of a tool: what it is, not what it holds. */
export function notedOf(tool: ToolRow): JsonObject {
  const { name, displayName, kind, category, tags, status, visibility, isActive, approval, approvalRule } = tool;
  const { timeoutMs, maxOutputLength, secretNames } = tool;
  return {
    ...{ name, displayName, kind, category, tags, status, visibility, isActive, approval, approvalRule },
    ...{ timeoutMs, maxOutputLength, secretNames },
  };
}
