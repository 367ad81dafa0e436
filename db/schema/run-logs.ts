// What happened inside a run: the exact log of its nodes (from which a run is resumed), stored contexts, and the
// short-lived stream of events. Read only when somebody opens the thoughts or the debugger.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { renderModes } from "@/lib/graph/schema";
import {
  type LargeValues,
  nodeStatuses,
  type RunError,
  type RunEvent,
  type Usage,
  type Wait,
} from "@/lib/run-log/events";
import type { Json, JsonObject } from "@/lib/shared/json";
import { processKinds } from "@/lib/shared/statuses";
import { createdAt, moment, money, oneOf } from "./columns";
import { runs } from "./runs";

/**
 * What each node did, one row for each start. Rows go with their run by a trigger: a foreign key would look the run up
 * for every row, which was measured as half as much again of the whole insert.
 */
export const runNodeLogs = pgTable(
  "run_node_logs",
  {
    runId: uuid("run_id").notNull(),
    workspaceId: uuid("workspace_id").notNull(),
    /** When it started and ended; a row that says `running` marks an effect that may be in flight. */
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at"),
    /** Order of storing within the run. */
    seq: integer("seq").notNull(),
    durationMs: integer("duration_ms"),
    tokens: integer("tokens").notNull().default(0),
    rank: integer("rank").notNull().default(0),
    attempt: smallint("attempt").notNull(),
    retryCount: smallint("retry_count").notNull().default(0),
    /** Its place, such as `fetch` or `loop[3]/fetch`. */
    path: text("path").notNull(),
    nodeId: text("node_id").notNull(),
    nodeName: text("node_name").notNull(),
    nodeType: text("node_type").notNull(),
    renderMode: text("render_mode", { enum: renderModes }).notNull(),
    status: text("status", { enum: nodeStatuses }).notNull(),
    summary: text("summary"),
    /** The whole text it said, and its reasoning beside that. */
    content: text("content"),
    thought: text("thought"),
    /** Its finished message waits for earlier speakers. */
    held: boolean("held").notNull().default(false),
    cost: money("cost"),
    inputs: json("inputs").$type<JsonObject>(),
    /** NULL for a skipped node. */
    outputs: json("outputs").$type<JsonObject>(),
    /**
     * Members of inputs and outputs that are too large to stand there: they are null, and this tells where they lie.
     * In a column of its own, so that no value of a node can be taken for it.
     */
    large: json("large").$type<LargeValues>(),
    /** The ways taken. */
    handles: json("handles").$type<string[]>(),
    /** Graph variables set. */
    writes: json("writes").$type<Record<string, Json>>(),
    error: json("error").$type<RunError>(),
    usage: json("usage").$type<Usage>(),
    /** What a paused node waits for. */
    wait: json("wait").$type<Wait>(),
    /** Lines for the debugger: [{at, message}]. */
    events: json("events").$type<{ at: number; message: string }[]>(),
  },
  (t) => [
    primaryKey({ name: "run_node_logs_pk", columns: [t.runId, t.path, t.attempt] }),
    oneOf("run_node_logs", t.renderMode, renderModes),
    oneOf("run_node_logs", t.status, nodeStatuses),
  ],
);

/** The whole context at a pause and every so many nodes, so that resuming reads one row and the log after it. */
export const runCheckpoints = pgTable(
  "run_checkpoints",
  {
    runId: uuid("run_id").notNull(),
    workspaceId: uuid("workspace_id").notNull(),
    seq: integer("seq").notNull(),
    nodeId: text("node_id"),
    globalContext: json("global_context").$type<JsonObject>().notNull(),
    executedNodes: text("executed_nodes").array().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "run_checkpoints_pk", columns: [t.runId, t.seq] }),
    foreignKey({
      name: "run_checkpoints_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
  ],
);

/**
 * What watchers of a run follow. The table is unlogged: a crash of the database empties it, and a stream then begins
 * with a snapshot built from the logs. Rows go with their run by a trigger, as those of the log do.
 */
export const runEvents = pgTable(
  "run_events",
  {
    runId: uuid("run_id").notNull(),
    workspaceId: uuid("workspace_id").notNull(),
    token: bigint("token", { mode: "number" }).notNull(),
    n: integer("n").notNull(),
    at: moment("at").notNull().defaultNow(),
    data: json("data").$type<RunEvent>().notNull(),
  },
  (t) => [primaryKey({ name: "run_events_pk", columns: [t.runId, t.token, t.n] })],
);

/** Running processes; a heartbeat that stopped tells whose runs are orphans. */
export const processes = pgTable(
  "processes",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: processKinds }).notNull(),
    host: text("host").notNull(),
    pid: integer("pid").notNull(),
    /** The space in which `pid` means something, and what tells it from a later process of that number. */
    machine: text("machine").notNull().default(""),
    birth: text("birth").notNull().default(""),
    version: text("version").notNull().default(""),
    startedAt: moment("started_at").notNull().defaultNow(),
    heartbeatAt: moment("heartbeat_at").notNull().defaultNow(),
    stopping: boolean("stopping").notNull().default(false),
  },
  (t) => [index("processes_kind_idx").on(t.kind), oneOf("processes", t.kind, processKinds)],
);
