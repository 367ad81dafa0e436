// The endpoints of approvals: the inbox with its count, a decision, a link that decides without signing in.
// Shared by the routes, the browser and the API document.

import { z } from "zod";
import { fieldSchema } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { runStatuses } from "../run-log/events";
import { approvalStatuses } from "../shared/statuses";

const id = z.uuid();
const time = z.iso.datetime();
const jsonObject = z.record(z.string(), z.json());
const params = z.object({ approvalId: id });

/** How something was decided: by whom, through a link, or by the deadline. */
export const approvalDecisionSchema = z.object({
  values: jsonObject,
  /** The draft as it was changed; null where there was none. */
  text: z.string().nullable(),
  comment: z.string(),
  by: z.enum(["user", "link", "deadline"]),
  decidedBy: z.object({ id, name: z.string() }).nullable(),
  decidedAt: time,
});
export type ApprovalDecisionView = z.infer<typeof approvalDecisionSchema>;

export const approvalSchema = z.object({
  id,
  title: z.string(),
  /** Markdown. */
  body: z.string(),
  /** What whoever decides fills in. */
  form: z.array(fieldSchema),
  /** A text that whoever decides may change; null = none. */
  draft: z.string().nullable(),
  /** The call of a tool that is asked for; then the form holds its arguments. */
  toolCall: z.object({ toolId: z.string(), name: z.string(), arguments: jsonObject }).nullable(),
  status: z.enum(approvalStatuses),
  decision: approvalDecisionSchema.nullable(),
  /** Who may decide; empty = everybody with the permission. */
  assignees: z.array(z.object({ id, kind: z.enum(["user", "role"]), name: z.string() })),
  run: z.object({
    id,
    status: z.enum(runStatuses),
    workflowId: id,
    workflowName: z.string(),
    agentId: id.nullable(),
    agentName: z.string().nullable(),
    conversationId: id.nullable(),
    /** Who asked, where somebody did. */
    userName: z.string().nullable(),
    /** The beginning of the question. */
    query: z.string().nullable(),
  }),
  /** Where in the run it waits. */
  path: z.string(),
  nodeId: z.string(),
  nodeName: z.string(),
  createdAt: time,
  /** The deadline; null = none. */
  expiresAt: time.nullable(),
  /** Whether the caller may decide it now. */
  mayDecide: z.boolean(),
});
export type ApprovalView = z.infer<typeof approvalSchema>;

export const approvalFilterSchema = z.object({
  status: z.enum([...approvalStatuses, "all"]).default("pending"),
  /** `me`: only those that name nobody, the caller, or a role that the caller has. */
  assigned: z.enum(["me", "all"]).default("all"),
  agentId: id.optional(),
  workflowId: id.optional(),
  runId: id.optional(),
});
export type ApprovalFilter = z.output<typeof approvalFilterSchema>;

export const listApprovals = defineOperation({
  id: "listApprovals",
  method: "GET",
  path: "/approvals",
  tag: "Approvals",
  summary: "List approvals, the newest first",
  description: "Those that wait for a decision, unless `status` says otherwise.",
  allow: "approval.view",
  query: idPageQuery.extend(approvalFilterSchema.shape),
  result: pageOf(approvalSchema),
});

/** Beyond this a badge says only that there are more. */
export const maxCount = 1_000;

export const countApprovals = defineOperation({
  id: "countApprovals",
  method: "GET",
  path: "/approvals/count",
  tag: "Approvals",
  summary: "How many approvals wait for you",
  description: `Counts up to ${maxCount}.`,
  allow: "approval.view",
  result: z.object({ count: z.int() }),
});

export const getApproval = defineOperation({
  id: "getApproval",
  method: "GET",
  path: "/approvals/{approvalId}",
  tag: "Approvals",
  summary: "Get an approval",
  allow: "approval.view",
  params,
  result: approvalSchema,
});

export const decideBody = z.object({
  outcome: z.enum(["approve", "reject"]),
  /** Values of the form by field; what no field asks for is left out. */
  values: jsonObject.default({}),
  /** The draft as it should be; absent = as it is. */
  text: z.string().max(200_000).nullish(),
  comment: z.string().trim().max(4_000).default(""),
});
export type DecideInput = z.output<typeof decideBody>;

const settled = ["approval_decided", "approval_expired", "run_ended", "not_waiting"] as const;
const refusals = [...settled, "inputs_invalid"] as const;

export const decideApproval = defineOperation({
  id: "decideApproval",
  method: "POST",
  path: "/approvals/{approvalId}/decide",
  tag: "Approvals",
  summary: "Approve or reject",
  description:
    "The first decision counts and the run goes on with it. A later one answers 409 with the `decision` that was made.",
  allow: "approval.decide",
  params,
  body: decideBody,
  result: approvalSchema,
  errors: ["not_assigned", ...refusals],
});

export const createDecisionLink = defineOperation({
  id: "createDecisionLink",
  method: "POST",
  path: "/approvals/{approvalId}/link",
  tag: "Approvals",
  summary: "Make a link that decides once, without signing in",
  description:
    "Whoever has the link decides in your name. It lives until the deadline, for seven days where there is none, and " +
    "only as long as you may decide yourself.",
  allow: "approval.decide",
  params,
  result: z.object({ url: z.url(), expiresAt: time }),
  status: 201,
  errors: ["not_assigned", ...settled],
});

/** What somebody with a link sees: no ids, and no names but those of who sent it. */
export const linkedApprovalSchema = approvalSchema
  .pick({ title: true, body: true, form: true, draft: true, status: true, createdAt: true, expiresAt: true })
  .extend({
    toolCall: approvalSchema.shape.toolCall.unwrap().omit({ toolId: true }).nullable(),
    decidedAt: time.nullable(),
    workspaceName: z.string(),
    workflowName: z.string(),
    agentName: z.string().nullable(),
    /** Who made the link. */
    senderName: z.string(),
  });
export type LinkedApproval = z.infer<typeof linkedApprovalSchema>;

const linkParams = z.object({ token: z.string().min(1).max(500) });

export const getLinkedApproval = defineOperation({
  id: "getLinkedApproval",
  method: "GET",
  path: "/decide/{token}",
  tag: "Approvals",
  summary: "What a link asks for, and whether it was decided",
  allow: "public",
  params: linkParams,
  result: linkedApprovalSchema,
  errors: ["link_expired", "rate_limited"],
});

export const decideByLink = defineOperation({
  id: "decideByLink",
  method: "POST",
  path: "/decide/{token}",
  tag: "Approvals",
  summary: "Approve or reject through a link",
  allow: "public",
  params: linkParams,
  body: decideBody,
  result: linkedApprovalSchema,
  errors: ["link_expired", "rate_limited", ...refusals],
});
