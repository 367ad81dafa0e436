// What a run waits for without a process being held (people, time, a message from outside), and the to-do list that a
// goal-driven agent writes and works off.

import { sql } from "drizzle-orm";
import { foreignKey, index, integer, json, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Field } from "@/lib/graph/schema";
import type { JsonObject } from "@/lib/shared/json";
import { approvalStatuses, taskStatuses, waitKinds } from "@/lib/shared/statuses";
import { agents } from "./agents";
import { createdAt, id, moment, oneOf } from "./columns";
import { users } from "./identity";
import { runs } from "./runs";

export interface ApprovalDecision {
  values: JsonObject;
  text: string | null;
  comment: string;
  /** How it was decided: by whom, or by the deadline. */
  by: "user" | "link" | "deadline";
}

export const approvals = pgTable(
  "approvals",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    runId: uuid("run_id").notNull(),
    path: text("path").notNull(),
    nodeId: text("node_id").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull().default(""),
    formSchema: json("form_schema").$type<Field[]>(),
    /** A text that whoever decides may change; NULL = none. */
    draft: text("draft"),
    /** The call of a tool that is asked for; NULL where a node asks by itself. */
    toolCall: json("tool_call").$type<{ toolId: string; name: string; arguments: JsonObject }>(),
    /** Ids of users and of roles who may decide; empty = everybody who may approve in the workspace. */
    assignees: uuid("assignees").array().notNull().default(sql`'{}'`),
    status: text("status", { enum: approvalStatuses }).notNull().default("pending"),
    /** What was decided: the values of the form, the text as it was changed, a remark. */
    decision: json("decision").$type<ApprovalDecision>(),
    decidedBy: uuid("decided_by").references(() => users.id),
    decidedAt: moment("decided_at"),
    expiresAt: moment("expires_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "approvals_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    unique("approvals_place_key").on(t.runId, t.path),
    unique("approvals_scope_key").on(t.workspaceId, t.id),
    index("approvals_run_idx").on(t.workspaceId, t.runId),
    index("approvals_status_idx").on(t.workspaceId, t.status, t.id),
    index("approvals_expiry_idx").on(t.expiresAt).where(sql`${t.status} = 'pending'`),
    oneOf("approvals", t.status, approvalStatuses),
  ],
);

export const waits = pgTable(
  "waits",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    runId: uuid("run_id").notNull(),
    path: text("path").notNull(),
    kind: text("kind", { enum: waitKinds }).notNull(),
    /** When it ends by itself. The run's lease is due then, so that one look finds every run that has to go on. */
    until: moment("until"),
    /** What a message from outside names to end the wait. */
    correlationKey: text("correlation_key"),
    /** The run that is waited for. */
    childRunId: uuid("child_run_id"),
    /** What ended it; NULL while it lasts. */
    answer: json("answer").$type<JsonObject>(),
    endedAt: moment("ended_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "waits_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    unique("waits_place_key").on(t.runId, t.path),
    index("waits_run_idx").on(t.workspaceId, t.runId),
    index("waits_correlation_idx").on(t.workspaceId, t.correlationKey).where(sql`${t.endedAt} is null`),
    index("waits_child_idx").on(t.childRunId).where(sql`${t.endedAt} is null`),
    oneOf("waits", t.kind, waitKinds),
  ],
);

export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    /** NULL in runs that no agent stands for, such as tests of drafts. */
    agentId: uuid("agent_id"),
    runId: uuid("run_id"),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    status: text("status", { enum: taskStatuses }).notNull().default("pending"),
    inputData: json("input_data").$type<JsonObject>(),
    outputData: json("output_data").$type<JsonObject>(),
    error: text("error"),
    retryCount: integer("retry_count").notNull().default(0),
    events: json("events").$type<{ at: number; message: string }[]>().notNull().default([]),
    createdAt: createdAt(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    foreignKey({
      name: "tasks_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "tasks_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    index("tasks_agent_idx").on(t.workspaceId, t.agentId, t.status, t.id),
    index("tasks_run_idx").on(t.workspaceId, t.runId),
    oneOf("tasks", t.status, taskStatuses),
  ],
);
