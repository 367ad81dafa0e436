// The endpoint that reads the audit log, shared with the browser.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { auditEventTypes, auditResults, riskLevels } from "../shared/statuses";

export const auditEntrySchema = z.object({
  id: z.uuid(),
  eventType: z.enum(auditEventTypes),
  /** Such as `apikey.create`. */
  action: z.string(),
  actor: z.object({ id: z.uuid().nullable(), name: z.string(), ip: z.string().nullable() }),
  resource: z.object({ type: z.string().nullable(), id: z.string().nullable(), name: z.string().nullable() }),
  result: z.enum(auditResults),
  resultCode: z.string().nullable(),
  riskLevel: z.enum(riskLevels),
  before: z.json().nullable(),
  after: z.json().nullable(),
  requestId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const listAuditLogs = defineOperation({
  id: "listAuditLogs",
  method: "GET",
  path: "/audit-logs",
  tag: "Workspaces",
  summary: "Read the audit log, the latest first",
  allow: "audit.view",
  query: idPageQuery.extend({
    action: z.string().max(100).optional(),
    actorId: z.uuid().optional(),
    riskLevel: z.enum(riskLevels).optional(),
  }),
  result: pageOf(auditEntrySchema),
});
