// Design time: workflows, their draft as rows of nodes and edges, and what was published from it. A draft is these
// rows and nothing else; a version is a snapshot that never changes.

import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Change } from "@/lib/graph/diff";
import {
  type Field,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GraphSettings,
  renderModes,
  type Variable,
} from "@/lib/graph/schema";
import type { JsonObject } from "@/lib/shared/json";
import { referenceKinds, versionStates, versionTypes, workflowSources, workflowStatuses } from "@/lib/shared/statuses";
import { createdAt, id, moment, oneOf, updatedAt } from "./columns";
import { users } from "./identity";
import { workspaces } from "./tenancy";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const workflows = pgTable(
  "workflows",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    description: text("description").notNull().default(""),
    ownerId: uuid("owner_id").references(() => users.id),
    status: text("status", { enum: workflowStatuses }).notNull().default("draft"),
    source: text("source", { enum: workflowSources }).notNull().default("native"),
    /** Its id where it was imported from. */
    sourceId: text("source_id"),
    copiedFromId: uuid("copied_from_id"),
    variables: json("variables").$type<Variable[]>().notNull().default([]),
    settings: json("settings").$type<GraphSettings>().notNull().default({}),
    inputSchema: json("input_schema").$type<Field[]>(),
    outputSchema: json("output_schema").$type<Field[]>(),
    /** Grows with every save of the draft. */
    revision: integer("revision").notNull().default(0),
    /** What is live in production; written in one transaction with the deployment. Its foreign key is in a migration. */
    publishedVersionId: uuid("published_version_id"),
    isTemplate: boolean("is_template").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("workflows_scope_key").on(t.workspaceId, t.id),
    uniqueIndex("workflows_slug_key").on(t.workspaceId, t.slug),
    uniqueIndex("workflows_name_key").on(t.workspaceId, sql`lower(${t.name})`),
    index("workflows_status_idx").on(t.workspaceId, t.status, t.id),
    index("workflows_owner_idx").on(t.workspaceId, t.ownerId, t.id),
    index("workflows_template_idx").on(t.workspaceId, t.id).where(sql`${t.isTemplate}`),
    index("workflows_updated_idx").on(t.workspaceId, t.updatedAt, t.id),
    oneOf("workflows", t.status, workflowStatuses),
    oneOf("workflows", t.source, workflowSources),
  ],
);

export const nodes = pgTable(
  "nodes",
  {
    workspaceId: uuid("workspace_id").notNull(),
    workflowId: uuid("workflow_id").notNull(),
    id: text("id").notNull(),
    parentNodeId: text("parent_node_id"),
    type: text("type").notNull(),
    typeVersion: integer("type_version").notNull(),
    templateCode: text("template_code").notNull(),
    name: text("name").notNull(),
    config: json("config").$type<JsonObject>().notNull(),
    schema: json("schema").$type<{ inputs: Field[]; outputs: Field[] }>().notNull(),
    schemaPolicy: json("schema_policy").$type<NonNullable<GraphNode["schemaPolicy"]>>(),
    renderMode: text("render_mode", { enum: renderModes }).notNull(),
    policy: json("policy").$type<NonNullable<GraphNode["policy"]>>(),
    join: text("join", { enum: ["all", "any"] }),
    positionX: doublePrecision("position_x").notNull(),
    positionY: doublePrecision("position_y").notNull(),
    width: doublePrecision("width"),
    height: doublePrecision("height"),
  },
  (t) => [
    primaryKey({ name: "nodes_pk", columns: [t.workflowId, t.id] }),
    foreignKey({
      name: "nodes_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    // Deferred by hand in the migration, as the ends of edges are: one save may move a whole container.
    foreignKey({
      name: "nodes_parent_fk",
      columns: [t.workflowId, t.parentNodeId],
      foreignColumns: [t.workflowId, t.id],
    }),
    index("nodes_type_idx").on(t.workspaceId, t.type),
    index("nodes_template_idx").on(t.workspaceId, t.templateCode),
    oneOf("nodes", t.renderMode, renderModes),
    oneOf("nodes", t.join, ["all", "any"]),
  ],
);

export const edges = pgTable(
  "edges",
  {
    workspaceId: uuid("workspace_id").notNull(),
    workflowId: uuid("workflow_id").notNull(),
    id: text("id").notNull(),
    sourceNodeId: text("source_node_id").notNull(),
    sourceHandle: text("source_handle").notNull(),
    targetNodeId: text("target_node_id").notNull(),
    targetHandle: text("target_handle").notNull(),
    condition: text("condition"),
    dataMapping: json("data_mapping").$type<NonNullable<GraphEdge["dataMapping"]>>(),
  },
  (t) => [
    primaryKey({ name: "edges_pk", columns: [t.workflowId, t.id] }),
    foreignKey({
      name: "edges_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "edges_source_fk",
      columns: [t.workflowId, t.sourceNodeId],
      foreignColumns: [nodes.workflowId, nodes.id],
    }),
    foreignKey({
      name: "edges_target_fk",
      columns: [t.workflowId, t.targetNodeId],
      foreignColumns: [nodes.workflowId, nodes.id],
    }),
    index("edges_source_idx").on(t.workflowId, t.sourceNodeId),
    index("edges_target_idx").on(t.workflowId, t.targetNodeId),
  ],
);

export interface VersionChange {
  type?: "feature" | "tuning" | "fix" | "other";
  description?: string;
  apiChanges?: boolean;
  configChanges?: boolean;
  breaking?: boolean;
  /** What differs from the version before, as it is listed. */
  changes?: Change[];
}

export const workflowVersions = pgTable(
  "workflow_versions",
  {
    id: id(),
    workspaceId: workspaceId(),
    workflowId: uuid("workflow_id").notNull(),
    number: integer("number").notNull(),
    semver: text("semver").notNull(),
    versionType: text("version_type", { enum: versionTypes }).notNull().default("minor"),
    change: jsonb("change").$type<VersionChange>().notNull().default({}),
    graph: json("graph").$type<Graph>().notNull(),
    checksum: text("checksum").notNull(),
    state: text("state", { enum: versionStates }).notNull().default("released"),
    releaseNotes: text("release_notes").notNull().default(""),
    releasedBy: uuid("released_by"),
    releasedAt: moment("released_at"),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "workflow_versions_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    unique("workflow_versions_scope_key").on(t.workspaceId, t.id),
    unique("workflow_versions_workflow_key").on(t.workspaceId, t.workflowId, t.id),
    unique("workflow_versions_number_key").on(t.workflowId, t.number),
    index("workflow_versions_state_idx").on(t.workspaceId, t.state, t.id),
    oneOf("workflow_versions", t.versionType, versionTypes),
    oneOf("workflow_versions", t.state, versionStates),
  ],
);

/** What a graph names outside of itself; answers "what uses this?". Rewritten by every save and publish. */
export const workflowReferences = pgTable(
  "workflow_references",
  {
    id: id(),
    workspaceId: workspaceId(),
    workflowId: uuid("workflow_id").notNull(),
    /** NULL = the draft. */
    versionId: uuid("version_id"),
    nodeId: text("node_id").notNull(),
    kind: text("kind", { enum: referenceKinds }).notNull(),
    /** An id, or a name where the kind is known by its name (secrets). */
    targetId: text("target_id").notNull(),
  },
  (t) => [
    foreignKey({
      name: "workflow_references_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "workflow_references_version_fk",
      columns: [t.workspaceId, t.workflowId, t.versionId],
      foreignColumns: [workflowVersions.workspaceId, workflowVersions.workflowId, workflowVersions.id],
    }).onDelete("cascade"),
    unique("workflow_references_key").on(t.workflowId, t.versionId, t.nodeId, t.kind, t.targetId).nullsNotDistinct(),
    index("workflow_references_target_idx").on(t.workspaceId, t.kind, t.targetId),
    index("workflow_references_version_idx").on(t.workspaceId, t.versionId),
    oneOf("workflow_references", t.kind, referenceKinds),
  ],
);

/** The history of a draft. */
export const workflowSnapshots = pgTable(
  "workflow_snapshots",
  {
    id: id(),
    workspaceId: workspaceId(),
    workflowId: uuid("workflow_id").notNull(),
    revision: integer("revision").notNull(),
    label: text("label").notNull().default(""),
    /** JSON Patch against the one before. */
    diff: json("diff").$type<JsonObject[]>().notNull(),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "workflow_snapshots_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }).onDelete("cascade"),
    unique("workflow_snapshots_key").on(t.workflowId, t.revision),
  ],
);
