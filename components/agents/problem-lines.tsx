"use client";
// Problems of a graph as sentences.

import { useTranslations } from "next-intl";
import type { z } from "zod";
import type { problemSchema } from "@/lib/workflows/contract";

export function ProblemLines({ problems }: { problems: readonly z.infer<typeof problemSchema>[] }) {
  const t = useTranslations("problems");
  const a = useTranslations("agents.publish");
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.code}:${problem.nodeId ?? ""}:${problem.field ?? ""}`}>
          {problem.nodeId ? <span className="text-ink-3">{a("inNode", { name: problem.nodeId })}: </span> : null}
          {t(problem.code, (problem.params ?? {}) as never)}
        </li>
      ))}
    </ul>
  );
}
