// What people talk to. Everything that changes what an agent says is in its workflow's graph; here is its face, who
// may reach it, and which version is live where.

import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  agentTypes,
  agentVisibilities,
  deploymentStatuses,
  environments,
  lifecycleStates,
} from "@/lib/shared/statuses";
import { createdAt, id, moment, oneOf, updatedAt } from "./columns";
import { users } from "./identity";
import { workspaces } from "./tenancy";
import { workflows, workflowVersions } from "./workflows";

export type Channel = "web" | "embed" | "api" | "openai" | "mcp";
export type AgentChannels = Partial<Record<Channel, { on: boolean; address?: string }>>;

export interface AgentAvatar {
  /** A few characters in the hue of one thread. */
  text?: string;
  hue?: "flow" | "model" | "logic" | "tool" | "data" | "human" | "answer";
  fileId?: string;
}

export interface AgentLimits {
  concurrentRuns?: number;
  timeoutMs?: number;
  tokensPerDay?: number;
  requestsPerMinute?: number;
  burst?: number;
}

export interface AgentSession {
  maxRuns?: number;
  idleTimeoutS?: number;
  retentionDays?: number;
  uploads?: { on: boolean; images?: boolean; maxBytes?: number };
  /** What a second message does while one runs. */
  whenBusy?: "refuse" | "queue";
}

export interface AgentSecurity {
  auth?: "none" | "session" | "key";
  allowedIps?: string[];
  blockedIps?: string[];
  requiredRoles?: string[];
}

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const agents = pgTable(
  "agents",
  {
    id: id(),
    workspaceId: workspaceId(),
    /** Its behaviour: this graph, of no other agent. */
    workflowId: uuid("workflow_id").notNull(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    type: text("type", { enum: agentTypes }).notNull().default("functional"),
    description: text("description").notNull().default(""),
    avatar: jsonb("avatar").$type<AgentAvatar>().notNull().default({}),
    /** Where it begins and what it is for, in words. */
    start: text("start").notNull().default(""),
    goal: text("goal").notNull().default(""),
    tags: text("tags").array().notNull().default([]),
    category: text("category").notNull().default(""),
    priority: integer("priority").notNull().default(0),
    ownerId: uuid("owner_id").references(() => users.id),
    visibility: text("visibility", { enum: agentVisibilities }).notNull().default("internal"),
    lifecycleState: text("lifecycle_state", { enum: lifecycleStates }).notNull().default("draft"),
    channels: jsonb("channels").$type<AgentChannels>().notNull().default({}),
    limits: jsonb("limits").$type<AgentLimits>().notNull().default({}),
    session: jsonb("session").$type<AgentSession>().notNull().default({}),
    security: jsonb("security").$type<AgentSecurity>().notNull().default({}),
    /** The workspace's own agent for talking to a model directly has this key; NULL for every other. */
    builtin: text("builtin", { enum: ["model_chat"] }),
    usageCount: bigint("usage_count", { mode: "number" }).notNull().default(0),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("agents_scope_key").on(t.workspaceId, t.id),
    unique("agents_workflow_key").on(t.workspaceId, t.workflowId),
    foreignKey({
      name: "agents_workflow_fk",
      columns: [t.workspaceId, t.workflowId],
      foreignColumns: [workflows.workspaceId, workflows.id],
    }),
    // Addresses of published agents carry no workspace, so a slug is unique in the whole installation.
    uniqueIndex("agents_slug_key").on(t.slug),
    // The name of an archived agent may be given again.
    uniqueIndex("agents_name_key").on(t.workspaceId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
    uniqueIndex("agents_builtin_key").on(t.workspaceId, t.builtin),
    index("agents_lifecycle_idx").on(t.workspaceId, t.lifecycleState, t.type, t.id),
    index("agents_owner_idx").on(t.workspaceId, t.ownerId, t.id),
    index("agents_visibility_idx").on(t.workspaceId, t.visibility, t.lifecycleState),
    index("agents_updated_idx").on(t.workspaceId, t.updatedAt, t.id),
    oneOf("agents", t.type, agentTypes),
    oneOf("agents", t.visibility, agentVisibilities),
    oneOf("agents", t.lifecycleState, lifecycleStates),
    oneOf("agents", t.builtin, ["model_chat"]),
  ],
);

/** Publishing, promoting and rolling back are rows here; nothing of what was deployed is edited. */
export const agentDeployments = pgTable(
  "agent_deployments",
  {
    id: id(),
    workspaceId: workspaceId(),
    agentId: uuid("agent_id").notNull(),
    versionId: uuid("version_id").notNull(),
    environment: text("environment", { enum: environments }).notNull().default("production"),
    status: text("status", { enum: deploymentStatuses }).notNull().default("active"),
    /** Share of the traffic, above 0 and up to 1. */
    trafficShare: real("traffic_share").notNull().default(1),
    deployedBy: uuid("deployed_by"),
    deployedAt: moment("deployed_at").notNull().defaultNow(),
    note: text("note").notNull().default(""),
    /** The deployment that this one took back. */
    rolledBackFrom: uuid("rolled_back_from"),
  },
  (t) => [
    unique("agent_deployments_scope_key").on(t.workspaceId, t.id),
    foreignKey({
      name: "agent_deployments_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "agent_deployments_version_fk",
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [workflowVersions.workspaceId, workflowVersions.id],
    }),
    foreignKey({
      name: "agent_deployments_rolled_back_fk",
      columns: [t.workspaceId, t.rolledBackFrom],
      foreignColumns: [t.workspaceId, t.id],
    }),
    index("agent_deployments_agent_idx").on(t.workspaceId, t.agentId, t.environment, t.id),
    index("agent_deployments_version_idx").on(t.workspaceId, t.versionId),
    check("agent_deployments_traffic_check", sql`${t.trafficShare} > 0 and ${t.trafficShare} <= 1`),
    oneOf("agent_deployments", t.environment, environments),
    oneOf("agent_deployments", t.status, deploymentStatuses),
  ],
);
