// What people think of answers: ratings of the ones who asked, and corrections and notes of the team.

import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { annotationTypes, ratings } from "@/lib/shared/statuses";
import { agents } from "./agents";
import { createdAt, id, oneOf, updatedAt } from "./columns";
import { conversations, endUsers } from "./conversations";
import { users } from "./identity";
import { runs } from "./runs";

export interface FeedbackScores {
  relevance?: number;
  helpfulness?: number;
  accuracy?: number;
  completeness?: number;
}

export const feedbacks = pgTable(
  "feedbacks",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    /** NULL = about the whole conversation. */
    runId: uuid("run_id"),
    userId: uuid("user_id").references(() => users.id),
    endUserId: uuid("end_user_id"),
    rating: text("rating", { enum: ratings }),
    satisfaction: smallint("satisfaction"),
    scores: jsonb("scores").$type<FeedbackScores>().notNull().default({}),
    content: text("content").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      name: "feedbacks_conversation_fk",
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "feedbacks_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "feedbacks_end_user_fk",
      columns: [t.workspaceId, t.endUserId],
      foreignColumns: [endUsers.workspaceId, endUsers.id],
    }),
    unique("feedbacks_one_each_key").on(t.conversationId, t.runId, t.userId, t.endUserId).nullsNotDistinct(),
    index("feedbacks_rating_idx").on(t.workspaceId, t.rating, t.id),
    index("feedbacks_run_idx").on(t.workspaceId, t.runId),
    check("feedbacks_person_check", sql`num_nonnulls(${t.userId}, ${t.endUserId}) = 1`),
    check("feedbacks_satisfaction_check", sql`${t.satisfaction} between 1 and 5`),
    oneOf("feedbacks", t.rating, ratings),
  ],
);

export const annotations = pgTable(
  "annotations",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    runId: uuid("run_id").notNull(),
    conversationId: uuid("conversation_id"),
    agentId: uuid("agent_id"),
    type: text("type", { enum: annotationTypes }).notNull(),
    content: text("content").notNull(),
    annotatedBy: uuid("annotated_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      name: "annotations_run_fk",
      columns: [t.workspaceId, t.runId],
      foreignColumns: [runs.workspaceId, runs.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "annotations_conversation_fk",
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "annotations_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }),
    index("annotations_run_idx").on(t.workspaceId, t.runId),
    index("annotations_agent_idx").on(t.workspaceId, t.agentId, t.type, t.id),
    oneOf("annotations", t.type, annotationTypes),
  ],
);
