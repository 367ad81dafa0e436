// Problems of a graph in words, for those who build workflows through the API: the sentences that the designer shows,
// in the API's language, which is English.

import { createTranslator } from "use-intl/core";
import graph from "@/messages/en/graph.json";
import problems from "@/messages/en/problems.json";
import type { Problem } from "../graph/problem";
import type { ErrorDetail } from "../shared/errors";

const t = createTranslator({ locale: "en", messages: problems });
const reasons = createTranslator({ locale: "en", messages: graph.expressionErrors });

function wordsOf({ code, params = {} }: Problem): string {
  const reason = `${params.reason ?? ""}`;
  // The reason is a code of the expression language; one without words falls back to the problem's own.
  if (code === "expression_invalid" && reason !== "" && reasons.has(reason as never)) {
    return reasons(reason as never, params as never);
  }
  return t(code as never, params as never);
}

/** Problems of a graph as the details of a failure, 50 at most. */
export function detailsOf(problems: readonly Problem[]): ErrorDetail[] {
  return problems.slice(0, 50).map((problem) => ({
    path: [problem.nodeId ?? problem.edgeId, problem.field].filter(Boolean).join("."),
    code: problem.code,
    message: wordsOf(problem),
  }));
}
