"use client";
// Problems of a graph as sentences; each leads to its node in the designer.

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { NamedProblem } from "@/lib/workflows/contract";
import { useProblemWords } from "../canvas/use-problem-words";

export interface ProblemLinesProps {
  problems: readonly NamedProblem[];
  /** The address of the designer. */
  designer: string;
}

export function ProblemLines({ problems, designer }: ProblemLinesProps) {
  const a = useTranslations("agents.publish");
  const say = useProblemWords();
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.code}:${problem.nodeId ?? ""}:${problem.field ?? ""}:${JSON.stringify(problem.params)}`}>
          {problem.nodeId ? (
            <>
              <Link href={`${designer}#${problem.nodeId}`} className="font-medium underline underline-offset-2">
                {a("inNode", { name: problem.nodeName ?? problem.nodeId })}
              </Link>
              {" · "}
            </>
          ) : null}
          {say({ code: problem.code, params: problem.params ?? {} })}
        </li>
      ))}
    </ul>
  );
}
