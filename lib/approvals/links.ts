// Links that decide an approval without signing in. A link says which approval, in whose name and until when, and is
// signed with a key of the installation; nothing of it is stored. It can do no more than its maker could at the moment
// it is used, and what decides once decides once for links too.

import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import { type FoundScope, findScope } from "../auth/find-scope";
import { countPublicRequest } from "../auth/public-limits";
import type { Scope } from "../auth/scope";
import { env } from "../env";
import { clientAddress } from "../http/client-address";
import { AppError } from "../shared/errors";
import { decideAs } from "./commands";
import type { ApprovalView, DecideInput, LinkedApproval } from "./contract";
import { type DecisionToken, readDecisionToken, writeDecisionToken } from "./decision-token";
import { refusalOf, requireDecider } from "./policy";
import { findApproval } from "./queries";

const lifetimeMs = 7 * 24 * 3_600_000;
const requestsPerMinute = 60;

/** Makes the address of a link that decides in the caller's name. */
export async function createDecisionLink(
  scope: Scope,
  approvalId: string,
): Promise<{ url: string; expiresAt: string }> {
  const { userId, workspaceId } = scope;
  if (!userId) throw new AppError("forbidden", "A link is made by a person.");
  const { approval, isAssigned } = await findApproval(scope, approvalId);
  requireDecider(scope, approval, isAssigned);
  const refusal = refusalOf(approval);
  if (refusal) throw refusal;
  const deadline = approval.expiresAt === null ? Date.now() + lifetimeMs : Date.parse(approval.expiresAt);
  const expiresAt = Math.ceil(deadline / 1000) * 1000;
  const token = writeDecisionToken({ approvalId, workspaceId, userId, expiresAt });
  await withWorkspace(workspaceId, (tx) =>
    recordAudit(tx, scope, {
      eventType: "create",
      action: "approval.link",
      resource: { type: "approval", id: approvalId, name: approval.title.slice(0, 200) },
      riskLevel: "high",
      metadata: { runId: approval.run.id, expiresAt: new Date(expiresAt).toISOString() },
    }),
  );
  return { url: `${env().publicUrl}/decide/${token}`, expiresAt: new Date(expiresAt).toISOString() };
}

/** What a request with a link carries beside its token. */
export interface LinkRequest {
  headers: Headers;
  requestId: string;
}

interface OpenedLink extends FoundScope {
  token: DecisionToken;
  approval: ApprovalView;
}

async function openLink(text: string, { headers, requestId }: LinkRequest): Promise<OpenedLink> {
  const ip = clientAddress(headers);
  countPublicRequest("decide", ip, requestsPerMinute);
  const token = readDecisionToken(text);
  if (!token) throw new AppError("not_found", "There is no such link.");
  const userAgent = headers.get("user-agent")?.slice(0, 400) ?? null;
  const found = await findScope(token.userId, token.workspaceId, { ip, userAgent, requestId });
  if (!found) throw new AppError("link_expired", "This link is no longer valid.");
  const { approval, isAssigned } = await findApproval(found.scope, token.approvalId);
  try {
    requireDecider(found.scope, approval, isAssigned);
  } catch (cause) {
    throw new AppError("link_expired", "This link is no longer valid.", { cause });
  }
  // What has been decided is told for as long as the link's holder may ask.
  if (approval.status === "pending" && token.expiresAt <= Date.now()) {
    throw new AppError("link_expired", "This link is no longer valid.");
  }
  return { ...found, token, approval };
}

function linkedView({ approval, userName, workspaceName }: OpenedLink): LinkedApproval {
  const { title, body, form, draft, toolCall, status, createdAt, expiresAt, decision, run } = approval;
  return {
    title,
    body,
    form,
    draft,
    toolCall: toolCall && { name: toolCall.name, arguments: toolCall.arguments },
    status,
    createdAt,
    expiresAt,
    decidedAt: decision?.decidedAt ?? null,
    workspaceName,
    workflowName: run.workflowName,
    agentName: run.agentName,
    senderName: userName,
  };
}

/** What a link asks for, and whether it was decided. */
export async function getLinkedApproval(token: string, request: LinkRequest): Promise<LinkedApproval> {
  return linkedView(await openLink(token, request));
}

/** Decides through a link. Who decided otherwise is not told to its holder. */
export async function decideByLink(token: string, given: DecideInput, request: LinkRequest): Promise<LinkedApproval> {
  const link = await openLink(token, request);
  try {
    const approval = await decideAs(link.scope, link.token.approvalId, given, "link");
    return linkedView({ ...link, approval });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "approval_decided")) throw error;
    throw new AppError("approval_decided", `This was ${error.params.status} already.`, {
      params: { status: error.params.status ?? "decided" },
    });
  }
}
