// Who may decide an approval, and what a decision must bring. Pure.

import { may, type Scope } from "../auth/scope";
import { coerceInputs } from "../nodes/start/coerce-inputs";
import type { RunStatus } from "../run-log/events";
import { AppError, type ErrorDetail } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { ApprovalView, DecideInput } from "./contract";

/** Throws where the scope may not decide, saying why. */
export function requireDecider(
  scope: Pick<Scope, "permissions">,
  approval: Pick<ApprovalView, "assignees">,
  isAssigned: boolean,
): void {
  if (!may(scope, "approval.decide")) {
    throw new AppError("forbidden", "This needs the permission approval.decide.", {
      params: { permission: "approval.decide" },
    });
  }
  if (isAssigned) return;
  const assignees = approval.assignees.map(({ name }) => name).join(", ");
  throw new AppError("not_assigned", `Others are to decide this: ${assignees || "nobody who is still here"}.`, {
    params: assignees ? { assignees } : {},
  });
}

function faultsOfValues(faults: readonly ErrorDetail[], outcome: DecideInput["outcome"]): ErrorDetail[] {
  return (
    faults
      // Who says no need not fill in the rest.
      .filter((fault) => outcome === "approve" || fault.code !== "required")
      .map((fault) => ({ ...fault, path: fault.path.replace(/^inputs\./, "values.") }))
  );
}

/** What is stored of a decision; throws `inputs_invalid` with a detail for each field at fault. */
export function readDecision(
  approval: Pick<ApprovalView, "form" | "draft">,
  given: DecideInput,
): { values: JsonObject; text: string | null; comment: string } {
  const { values, faults } = coerceInputs(approval.form, given.values);
  const found = faultsOfValues(faults, given.outcome);
  if (approval.draft === null && given.text) {
    found.push({ path: "text", code: "not_editable", message: "There is no text to change." });
  }
  if (found.length > 0) {
    throw new AppError("inputs_invalid", found.map((fault) => fault.message).join(" "), { details: found });
  }
  // A field at fault has no value; of a rejected form that is as good as one nobody filled in.
  const complete = Object.fromEntries(approval.form.map(({ name }) => [name, values[name] ?? null]));
  return {
    values: complete,
    text: approval.draft === null ? null : (given.text ?? approval.draft),
    comment: given.comment,
  };
}

const isOpen = (status: RunStatus) => status === "pending" || status === "running" || status === "paused";

/** Why something that waits no longer can't be decided; null while it can. */
export function refusalOf(approval: Pick<ApprovalView, "status" | "decision" | "run">): AppError | null {
  const { status, decision, run } = approval;
  switch (status) {
    case "pending":
      return null;
    case "expired":
      return new AppError("approval_expired", "The time to decide this is over.");
    case "cancelled":
      return isOpen(run.status)
        ? new AppError("not_waiting", "The run has gone on without this decision.")
        : new AppError("run_ended", "The run has ended, so there is nothing left to decide.");
    default: {
      const name = decision?.decidedBy?.name;
      const who = name ?? (decision?.by === "link" ? "somebody with a link" : "the deadline");
      return new AppError("approval_decided", `This was ${status} already, by ${who}.`, {
        params: { status, by: decision?.by ?? "user", ...(name ? { name } : {}) },
        extra: { decision: decision && { ...decision, status } },
      });
    }
  }
}
