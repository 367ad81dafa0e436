// Adds rows to the audit log, in the transaction of the change they tell of: a change that is not noted did not
// happen. Knows no feature; values that must stay secret are not handed to it.

import type { Transaction } from "@/db/client";
import { auditLogs } from "@/db/schema/observability";
import type { Scope } from "../auth/scope";
import type { Json, JsonObject } from "../shared/json";
import type { ActorType, AuditEventType, AuditResult, RiskLevel } from "../shared/statuses";
import type { AuditAction } from "./action-rules";

export interface AuditEvent {
  eventType: AuditEventType;
  action: AuditAction;
  resource?: { type: string; id?: string; name?: string };
  before?: JsonObject;
  after?: JsonObject;
  result?: AuditResult;
  resultCode?: string;
  riskLevel?: RiskLevel;
  sensitive?: boolean;
  metadata?: JsonObject;
}

/** Who is noted as having done it. */
export interface AuditActor {
  id: string | null;
  type: ActorType;
  name: string;
  ip: string | null;
  userAgent: string | null;
  sessionId: string | null;
}

/** The fields whose values differ, each with its value before and after. */
export function diffOf(before: JsonObject, after: JsonObject): Record<string, [Json, Json]> {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changes: Record<string, [Json, Json]> = {};
  for (const field of fields) {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[field] = [was, is];
  }
  return changes;
}

/** Notes what an actor did, in one workspace or, with null, in none. */
export async function recordAuditOf(
  tx: Transaction,
  workspaceId: string | null,
  actor: AuditActor,
  requestId: string | null,
  event: AuditEvent,
): Promise<void> {
  const { before, after } = event;
  await tx.insert(auditLogs).values({
    workspaceId,
    eventType: event.eventType,
    action: event.action,
    actorId: actor.id,
    actorType: actor.type,
    actorName: actor.name,
    actorIp: actor.ip,
    actorAgent: actor.userAgent,
    sessionId: actor.sessionId,
    resourceType: event.resource?.type ?? null,
    resourceId: event.resource?.id ?? null,
    resourceName: event.resource?.name ?? null,
    before: before ?? null,
    after: after ?? null,
    diff: before && after ? diffOf(before, after) : null,
    resultStatus: event.result ?? "success",
    resultCode: event.resultCode ?? null,
    riskLevel: event.riskLevel ?? "low",
    sensitive: event.sensitive ?? false,
    metadata: event.metadata ?? {},
    requestId,
  });
}

/** Notes what the caller of a command did, in the scope's workspace. */
export async function recordAudit(tx: Transaction, scope: Scope, event: AuditEvent): Promise<void> {
  const { name, ip, userAgent, sessionId } = scope.actor;
  const type = scope.apiKeyId ? "api_key" : scope.userId ? "user" : "system";
  const actor: AuditActor = { id: scope.apiKeyId ?? scope.userId, type, name, ip, userAgent, sessionId };
  await recordAuditOf(tx, scope.workspaceId, actor, scope.requestId, event);
}
