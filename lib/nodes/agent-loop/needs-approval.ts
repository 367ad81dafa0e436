// Whether somebody has to approve a call before it is made. A rule that can't be read or evaluated asks: what nobody
// could check nobody has allowed. Pure.

import { evaluateExpression, type Lookup } from "../../expressions/evaluate-expression";
import { readPath } from "../../expressions/read-path";
import { cachedExpression } from "../../expressions/template-cache";
import { isTruthy } from "../../expressions/values";
import type { JsonObject } from "../../shared/json";
import type { OpenTool } from "../contract";

/** Whether a call with these arguments waits for somebody. */
export function needsApproval(
  tool: Pick<OpenTool, "approval" | "approvalRule" | "isDestructive">,
  args: JsonObject,
): boolean {
  switch (tool.approval) {
    case "never":
      return false;
    case "always":
      return true;
    case "destructive":
      return tool.isDestructive;
    case "rule":
      return tool.approvalRule === null || breaksRule(tool.approvalRule, args);
  }
}

/** An argument is read by its name, all of them as `arguments`. */
function breaksRule(rule: string, args: JsonObject): boolean {
  const parsed = cachedExpression(rule);
  if (!parsed.ok) return true;
  const lookup: Lookup = (root, segments) => {
    if (root === "arguments") return readPath(args, segments) ?? null;
    return readPath(args, [root, ...segments]) ?? null;
  };
  const outcome = evaluateExpression(parsed.value, lookup);
  return !outcome.ok || isTruthy(outcome.value);
}
