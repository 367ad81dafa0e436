"use client";
// A small mark on a node that something is wrong with; says what on hover.

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { tip } from "@/components/ui/tip";
import type { Problem } from "@/lib/graph/problem";
import { useProblemWords } from "./use-problem-words";

export function ProblemMark({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.problems");
  const words = useProblemWords();
  const isError = problems.some((problem) => problem.severity === "error");
  const [first, ...more] = problems.map(words);
  const text = more.length > 0 ? `${first} ${t("more", { count: more.length })}` : (first ?? "");
  return (
    <span
      {...tip(text, { side: "top" })}
      className={isError ? "flex flex-none text-bad" : "flex flex-none text-warn"}
      role="img"
      aria-label={text}
    >
      <TriangleAlert className="size-3.5" />
    </span>
  );
}
