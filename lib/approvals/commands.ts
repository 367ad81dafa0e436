// Decides an approval, once: the first decision is stored together with the word to its run, in one transaction; every
// other one is told what was decided. The deadline is judged by the database's clock.

import { and, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type ApprovalDecision, approvals } from "@/db/schema/waiting";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { lockOpenRuns } from "../runs/lock-open-runs";
import { wakeRuns } from "../runs/wake-runs";
import { AppError } from "../shared/errors";
import type { ApprovalView, DecideInput } from "./contract";
import { readDecision, refusalOf, requireDecider } from "./policy";
import { findApproval, getApproval } from "./queries";

/** Not now(), which is when the transaction began: it may have waited for the run since. */
const clock = sql`clock_timestamp()`;

type Outcome = "stored" | "expired" | "too_late" | "run_over";

/** Changes the approval if it still waits and `where` holds; tells whether it did. */
async function settle(
  tx: Transaction,
  approvalId: string,
  where: SQL | undefined,
  change: { status: "approved" | "rejected" | "expired"; decision: ApprovalDecision; decidedBy: string | null },
): Promise<boolean> {
  const changed = await tx
    .update(approvals)
    .set({ ...change, decidedAt: clock })
    .where(and(eq(approvals.id, approvalId), eq(approvals.status, "pending"), where))
    .returning({ id: approvals.id });
  return changed.length > 0;
}

async function store(
  tx: Transaction,
  scope: Scope,
  approval: ApprovalView,
  given: { status: "approved" | "rejected"; decision: ApprovalDecision },
): Promise<Outcome> {
  const open = await lockOpenRuns(tx, [approval.run.id]);
  if (!open.has(approval.run.id)) return "run_over";
  const { by } = given.decision;
  const change = { ...given, decidedBy: by === "user" ? scope.userId : null };
  const isTimely = or(isNull(approvals.expiresAt), gt(approvals.expiresAt, clock));
  if (await settle(tx, approval.id, isTimely, change)) {
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "approval.decide",
      resource: { type: "approval", id: approval.id, name: approval.title.slice(0, 200) },
      after: { status: given.status },
      riskLevel: "medium",
      metadata: { runId: approval.run.id, path: approval.path, by },
    });
    await wakeRuns(tx, [approval.run.id]);
    return "stored";
  }
  const decision: ApprovalDecision = { values: {}, text: null, comment: "", by: "deadline" };
  const expired = { status: "expired" as const, decision, decidedBy: null };
  if (!(await settle(tx, approval.id, lte(approvals.expiresAt, clock), expired))) return "too_late";
  await wakeRuns(tx, [approval.run.id]);
  return "expired";
}

/** Decides for the scope's person, or for whoever came with a link that this person made. */
export async function decideAs(
  scope: Scope,
  approvalId: string,
  given: DecideInput,
  by: "user" | "link",
): Promise<ApprovalView> {
  const { approval, isAssigned } = await findApproval(scope, approvalId);
  requireDecider(scope, approval, isAssigned);
  const settled = approval.status === "expired" ? null : refusalOf(approval);
  if (settled) throw settled;
  const status = given.outcome === "approve" ? "approved" : "rejected";
  const decision: ApprovalDecision = { ...readDecision(approval, given), by };
  const outcome = await withWorkspace(scope.workspaceId, (tx) => store(tx, scope, approval, { status, decision }));
  const now = await getApproval(scope, approvalId);
  if (outcome === "stored") return now;
  // Where somebody else's decision has let the run end meanwhile, that decision is what there is to tell.
  const isUndecided = now.status === "pending" || now.status === "cancelled";
  if (outcome === "run_over" && isUndecided) {
    throw new AppError("run_ended", "The run has ended, so there is nothing left to decide.");
  }
  throw refusalOf(now) ?? new AppError("conflict", "Somebody else is deciding this. Look again.");
}

/** Approves or rejects. */
export async function decideApproval(scope: Scope, approvalId: string, given: DecideInput): Promise<ApprovalView> {
  return decideAs(scope, approvalId, given, "user");
}
