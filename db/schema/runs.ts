// Executions. A chat window is read from `runs` alone (question and answer are columns), so the row stays narrow and
// everything that only a debugger opens lies in the logs beside it. JSON that is read only as a whole is `json`:
// storing it as `jsonb` was measured half as expensive again.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Graph } from "@/lib/graph/schema";
import { type LargeMembers, type RunError, runStatuses } from "@/lib/run-log/events";
import type { JsonObject } from "@/lib/shared/json";
import { ratings, runKinds, runTriggers } from "@/lib/shared/statuses";
import { agentDeployments, agents } from "./agents";
import { createdAt, id, moment, money, oneOf } from "./columns";
import { conversations, endUsers } from "./conversations";
import { users } from "./identity";
import { workspaces } from "./tenancy";
import { workflows, workflowVersions } from "./workflows";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** The graphs that runs executed, each once: versions and test runs of drafts share them by checksum. */
export const runGraphs = pgTable(
  "run_graphs",
  {
    workspaceId: workspaceId(),
    checksum: text("checksum").notNull(),
    graph: json("graph").$type<Graph>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: "run_graphs_pk", columns: [t.workspaceId, t.checksum] })],
);

export const runs = pgTable(
  "runs",
  {
    id: id(),
    workspaceId: workspaceId(),
    workflowId: uuid("workflow_id").notNull(),
    /** NULL = a test of the draft. */
    versionId: uuid("version_id"),
    deploymentId: uuid("deployment_id"),
    agentId: uuid("agent_id"),
    conversationId: uuid("conversation_id"),
    userId: uuid("user_id").references(() => users.id),
    endUserId: uuid("end_user_id"),
    /** The run whose node started this one, and where that node ran. */
    parentRunId: uuid("parent_run_id"),
    parentPath: text("parent_path"),
    /** How many runs are above it. */
    depth: smallint("depth").notNull().default(0),
    /** The run before it in its branch of the conversation; siblings share it. Older, so its id is smaller. */
    previousRunId: uuid("previous_run_id"),
    forkedFrom: json("forked_from").$type<{ runId: string; nodeId: string }>(),
    replyToRunId: uuid("reply_to_run_id"),
    /** The schedule, webhook or event that started it. */
    sourceId: uuid("source_id"),
    kind: text("kind", { enum: runKinds }).notNull().default("ask"),
    trigger: text("trigger", { enum: runTriggers }).notNull(),
    status: text("status", { enum: runStatuses }).notNull().default("pending"),
    /** NULL where nobody asked. */
    userQuery: text("user_query"),
    quotedText: text("quoted_text"),
    /** What all speaking nodes said, in order. */
    finalResponse: text("final_response"),
    fileIds: uuid("file_ids").array(),
    outputFileIds: uuid("output_file_ids").array(),
    rating: text("rating", { enum: ratings }),
    inputs: json("inputs").$type<JsonObject>(),
    outputs: json("outputs").$type<JsonObject>(),
    /** Members of the outputs that are too large to stand there: they are null, and files tell them. */
    largeOutputs: json("large_outputs").$type<LargeMembers>(),
    error: json("error").$type<RunError>(),
    /** Names as they were, so that old runs still tell what they used. */
    modelId: uuid("model_id"),
    modelName: text("model_name"),
    agentName: text("agent_name"),
    workflowName: text("workflow_name"),
    promptTokens: integer("prompt_tokens").notNull().default(0),
    completionTokens: integer("completion_tokens").notNull().default(0),
    totalTokens: integer("total_tokens").notNull().default(0),
    cost: money("cost").notNull().default(0),
    currency: text("currency"),
    graphChecksum: text("graph_checksum").notNull(),
    firstTokenMs: integer("first_token_ms"),
    nodeExecutions: integer("node_executions").notNull().default(0),
    /** Sentiment, intent, entities, topics, language, toxicity: only what nodes found. */
    analysis: json("analysis").$type<JsonObject>(),
    metadata: json("metadata").$type<JsonObject>(),
    /** How many processes have owned it. */
    attempt: smallint("attempt").notNull().default(1),
    createdBy: uuid("created_by"),
    cancelRequestedAt: moment("cancel_requested_at"),
    hiddenAt: moment("hidden_at"),
    createdAt: createdAt(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    unique("runs_scope_key").on(t.workspaceId, t.id),
    foreignKey({
      name: "runs_graph_fk",
      columns: [t.workspaceId, t.graphChecksum],
      foreignColumns: [runGraphs.workspaceId, runGraphs.checksum],
    }),
    foreignKey({
      name: "runs_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "runs_version_fk",
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [workflowVersions.workspaceId, workflowVersions.id],
    }),
    foreignKey({
      name: "runs_deployment_fk",
      columns: [t.workspaceId, t.deploymentId],
      foreignColumns: [agentDeployments.workspaceId, agentDeployments.id],
    }),
    foreignKey({
      name: "runs_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }),
    foreignKey({
      name: "runs_conversation_fk",
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "runs_end_user_fk",
      columns: [t.workspaceId, t.endUserId],
      foreignColumns: [endUsers.workspaceId, endUsers.id],
    }),
    foreignKey({
      name: "runs_parent_fk",
      columns: [t.workspaceId, t.parentRunId],
      foreignColumns: [t.workspaceId, t.id],
    }).onDelete("cascade"),
    check("runs_order_check", sql`${t.id} > ${t.previousRunId}`),
    // The chat window.
    index("runs_conversation_idx").on(t.conversationId, t.id).where(sql`${t.conversationId} is not null`),
    // The run list: newest first, and once for each filter it offers. Ids carry the time.
    index("runs_status_idx").on(t.workspaceId, t.status, t.id),
    index("runs_agent_idx").on(t.workspaceId, t.agentId, t.id).where(sql`${t.agentId} is not null`),
    index("runs_workflow_idx").on(t.workspaceId, t.workflowId, t.id),
    // Failures of one agent are few among its successes: together with a rare status neither filter alone is quick.
    index("runs_agent_status_idx")
      .on(t.workspaceId, t.agentId, t.status, t.id)
      .where(sql`${t.agentId} is not null and ${t.status} <> 'succeeded'`),
    index("runs_workflow_status_idx")
      .on(t.workspaceId, t.workflowId, t.status, t.id)
      .where(sql`${t.status} <> 'succeeded'`),
    index("runs_trigger_idx").on(t.workspaceId, t.trigger, t.id),
    index("runs_user_idx").on(t.workspaceId, t.userId, t.id).where(sql`${t.userId} is not null`),
    // One run for each place of a parent: a parent that resumes finds the run it had started.
    uniqueIndex("runs_parent_key").on(t.parentRunId, t.parentPath).where(sql`${t.parentRunId} is not null`),
    index("runs_version_idx").on(t.workspaceId, t.versionId).where(sql`${t.versionId} is not null`),
    // One answer at a time in a conversation, whichever processes were asked.
    uniqueIndex("runs_conversation_busy_key")
      .on(t.conversationId)
      .where(sql`${t.conversationId} is not null and ${t.status} in ('pending', 'running', 'paused')`),
    // Few rows whatever the size of the table: what is going on now, and what a sweep looks through.
    index("runs_open_idx").on(t.id).where(sql`${t.status} in ('pending', 'running', 'paused')`),
    // Runs that were given up, for whoever wants to run them again.
    index("runs_dead_idx")
      .on(t.workspaceId, t.id)
      .where(sql`${t.status} = 'failed' and ${t.error} ->> 'code' = 'interrupted'`),
    oneOf("runs", t.kind, runKinds),
    oneOf("runs", t.trigger, runTriggers),
    oneOf("runs", t.status, runStatuses),
    oneOf("runs", t.rating, ratings),
  ],
);

/**
 * Whose run it is, and when somebody has to look after it. The token only grows, so that a late writer can be told
 * from the owner. A run that is executed has an owner and a time by which that owner must have renewed; one that is
 * paused or waits for a worker has none, and is due at `expires_at` (infinity = only when somebody wakes it).
 */
export const runLeases = pgTable(
  "run_leases",
  {
    runId: uuid("run_id").primaryKey(),
    workspaceId: uuid("workspace_id").notNull(),
    /** Whose queue it stands in, so that the runs of one workflow don't hold up its neighbours. */
    workflowId: uuid("workflow_id"),
    /** The process; NULL = nobody's at the moment (paused, or waiting for a worker). */
    owner: uuid("owner"),
    token: bigint("token", { mode: "number" }).notNull(),
    expiresAt: moment("expires_at").notNull(),
    /** Waits for a worker for the first time. */
    queued: boolean("queued").notNull().default(false),
    /** Of the queue: smaller goes first. */
    priority: smallint("priority").notNull().default(0),
    /** Something that a paused run waits for has happened: it must not go to sleep before it has looked. */
    signalled: boolean("signalled").notNull().default(false),
    /** How many processes have died with it, one after the other. */
    crashes: smallint("crashes").notNull().default(0),
  },
  (t) => [
    foreignKey({
      name: "run_leases_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    index("run_leases_owner_idx").on(t.owner, t.expiresAt).where(sql`${t.owner} is not null`),
    index("run_leases_due_idx").on(t.expiresAt).where(sql`${t.owner} is null`),
    index("run_leases_queue_idx").on(t.workspaceId, t.workflowId, t.priority, t.runId).where(sql`${t.queued}`),
  ],
);
