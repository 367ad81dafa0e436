// The endpoints of budgets: what calls of models may cost in a day or a month. Shared by the routes, the browser and the
// API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { budgetPeriods, budgetSubjects } from "../shared/statuses";

const id = z.uuid();
const budgetParams = z.object({ budgetId: id });

const amount = z.number().positive().max(1_000_000_000);
const currency = z.string().regex(/^[A-Z]{3}$/);
const warnAt = z.int().min(1).max(100);

/** `warned`: more than the per cent of `warnAt` is spent; `exceeded`: all of it. */
export const budgetStates = ["ok", "warned", "exceeded"] as const;
export type BudgetState = (typeof budgetStates)[number];

export const budgetSchema = z.object({
  id,
  subject: z.enum(budgetSubjects),
  /** The agent or the user; null for the workspace. */
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  period: z.enum(budgetPeriods),
  amount: z.number(),
  currency: z.string(),
  /** Per cent of the amount from which people are warned. */
  warnAt: z.int(),
  /** Whether further calls are refused when it is spent; otherwise it only warns. */
  isHard: z.boolean(),
  isActive: z.boolean(),
  /** In the present period, in its currency. */
  spent: z.number(),
  state: z.enum(budgetStates),
  /** First moment of the present period, in UTC. */
  startedAt: z.iso.datetime(),
  /** First moment of the next one. */
  resetsAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type BudgetView = z.infer<typeof budgetSchema>;

export const listBudgets = defineOperation({
  id: "listBudgets",
  method: "GET",
  path: "/budgets",
  tag: "Usage",
  summary: "List budgets with what is spent of them",
  allow: "usage.view",
  result: z.object({ items: z.array(budgetSchema) }),
});

export const createBudget = defineOperation({
  id: "createBudget",
  method: "POST",
  path: "/budgets",
  tag: "Usage",
  summary: "Set a budget",
  description: "One for each subject and period. Days and months begin in UTC.",
  allow: "settings.manage",
  body: z
    .object({
      subject: z.enum(budgetSubjects),
      subjectId: id.nullable().default(null),
      period: z.enum(budgetPeriods),
      amount,
      currency: currency.default("USD"),
      warnAt: warnAt.default(80),
      isHard: z.boolean().default(true),
      isActive: z.boolean().default(true),
    })
    .refine(({ subject, subjectId }) => (subject === "workspace") === (subjectId === null), {
      path: ["subjectId"],
      error: "Name the agent or the user; a budget of the workspace names none.",
    }),
  result: budgetSchema,
  status: 201,
  errors: ["conflict"],
});

export const updateBudget = defineOperation({
  id: "updateBudget",
  method: "PATCH",
  path: "/budgets/{budgetId}",
  tag: "Usage",
  summary: "Change a budget",
  allow: "settings.manage",
  params: budgetParams,
  body: z.object({
    amount: amount.optional(),
    currency: currency.optional(),
    warnAt: warnAt.optional(),
    isHard: z.boolean().optional(),
    isActive: z.boolean().optional(),
  }),
  result: budgetSchema,
});

export const deleteBudget = defineOperation({
  id: "deleteBudget",
  method: "DELETE",
  path: "/budgets/{budgetId}",
  tag: "Usage",
  summary: "Remove a budget",
  allow: "settings.manage",
  params: budgetParams,
});

export const budgetAlertSchema = z.object({
  budgetId: id,
  subject: z.enum(budgetSubjects),
  subjectName: z.string().nullable(),
  period: z.enum(budgetPeriods),
  state: z.enum(["warned", "exceeded"]),
  isHard: z.boolean(),
  /** Of the amount, rounded down. */
  percent: z.int(),
  resetsAt: z.iso.datetime(),
});
export type BudgetAlert = z.infer<typeof budgetAlertSchema>;

export const listBudgetAlerts = defineOperation({
  id: "listBudgetAlerts",
  method: "GET",
  path: "/budgets/alerts",
  tag: "Usage",
  summary: "Budgets that are nearly or wholly spent",
  description: "The workspace's and your own; with the permission usage.view those of all agents and users.",
  allow: "member",
  result: z.object({ items: z.array(budgetAlertSchema) }),
});
