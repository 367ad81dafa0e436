"use client";
// A problem of the graph as a sentence in the reader's language. Faults of expressions say what exactly can't be read;
// parameters of models are called as their controls are.

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Problem } from "@/lib/graph/problem";
import { useParameterWords } from "../model-parameters/use-parameter-words";

/** The sentence of a problem. */
export function useProblemWords(): (problem: Pick<Problem, "code" | "params">) => string {
  const t = useTranslations("problems");
  const reasons = useTranslations("graph.expressionErrors");
  const words = useParameterWords();
  return useCallback(
    ({ code, params = {} }) => {
      const reason = `${params.reason ?? ""}`;
      // The reason is a code of the expression language; one without words falls back to the problem's own.
      if (code === "expression_invalid" && reason !== "" && reasons.has(reason as never)) {
        return String(reasons(reason as never, params as never));
      }
      return String(t(code, words.named(params) as never));
    },
    [t, reasons, words],
  );
}
