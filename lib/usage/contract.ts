// The endpoints that tell what was used: tokens, money and runs over days, summed by what one wants to know. Shared by
// the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";

const id = z.uuid();
export const mostDays = 400;

export const usageDimensions = ["day", "model", "agent", "workflow", "user"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

const rangeQuery = z.object({
  /** First day, in UTC. Without it the thirtieth day up to `to`. */
  from: z.iso.date().optional(),
  /** Last day, in UTC, itself included. Without it today. */
  to: z.iso.date().optional(),
  modelId: id.optional(),
  agentId: id.optional(),
  workflowId: id.optional(),
  userId: id.optional(),
});

const sumsShape = {
  /** Calls of models. */
  calls: z.int(),
  failedCalls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** Of the prompt tokens, those that the provider had in its cache. */
  cachedTokens: z.int(),
  /** Ended runs, those that others started included. */
  runs: z.int(),
  successes: z.int(),
  /** Of all these runs together. */
  durationMs: z.int(),
  /** By currency; a model without a price costs nothing here. */
  costs: z.record(z.string(), z.number()),
};
export const usageSumsSchema = z.object(sumsShape);
export type UsageSums = z.infer<typeof usageSumsSchema>;

export const usageItemSchema = z.object({
  /** The day, or the id; null = what belongs to none, such as runs under `model`. */
  key: z.string().nullable(),
  /** The name as it is now; null = it is gone, or there is none. */
  name: z.string().nullable(),
  ...sumsShape,
  /** Each day with something in it, the oldest first; only with `daily` and another dimension than days. */
  days: z.array(z.object({ day: z.iso.date(), ...sumsShape })).exactOptional(),
});
export type UsageItem = z.infer<typeof usageItemSchema>;

export const usageSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(usageDimensions),
  total: usageSumsSchema,
  /** Days in their order; anything else by what it costs and uses, the most first. */
  items: z.array(usageItemSchema),
  /** Whether there are more items than are given; the total has them all. */
  isCut: z.boolean(),
});
export type UsageView = z.infer<typeof usageSchema>;

export const getUsage = defineOperation({
  id: "getUsage",
  method: "GET",
  path: "/usage",
  tag: "Usage",
  summary: "What was used, by day, model, agent, workflow or user",
  allow: "usage.view",
  query: rangeQuery.extend({
    by: z.enum(usageDimensions).default("day"),
    daily: z
      .enum(["true", "false"])
      .default("false")
      .transform((text) => text === "true"),
  }),
  result: usageSchema,
});

export const exportUsage = defineOperation({
  id: "exportUsage",
  method: "GET",
  path: "/usage/export",
  tag: "Usage",
  summary: "Download usage as CSV",
  description: "A row for each day, model, agent, workflow, user and currency.",
  allow: "usage.view",
  query: rangeQuery,
  download: true,
});
