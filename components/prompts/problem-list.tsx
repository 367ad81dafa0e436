"use client";
// What is wrong with the braces of a text, each with its line; where there is an editor, a press leads there.

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PromptProblem } from "@/lib/prompts/prompt-variable-rules";
import { cn } from "../ui/cn";
import { readOnce } from "./read-once";

const most = 5;

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next !== -1 && next < at; next = text.indexOf("\n", next + 1)) line++;
  return line;
}

export interface ProblemListProps {
  template: string;
  onShow?: (problem: PromptProblem) => void;
}

export function ProblemList({ template, onShow }: ProblemListProps) {
  const t = useTranslations("prompts.problems");
  const { problems } = readOnce(template);
  const wordsOf = ({ code, params }: PromptProblem) => {
    if (code === "name_invalid" && params.name === "") return t("name_empty");
    return t(code, { name: String(params.name ?? ""), limit: Number(params.limit ?? 0) });
  };
  if (problems.length === 0) return null;
  return (
    <section aria-label={t("title", { count: problems.length })} aria-live="polite">
      <ul className="flex flex-col">
        {problems.slice(0, most).map((problem) => {
          const isError = problem.severity === "error";
          const Icon = isError ? CircleAlert : TriangleAlert;
          const line = (
            <>
              <Icon className={cn("mt-0.5 size-3.5 flex-none", isError ? "text-bad-ink" : "text-warn-ink")} />
              <span className="tabular flex-none text-ink-3">{t("line", { line: lineOf(template, problem.at) })}</span>
              <span className="min-w-0 break-words text-left">{wordsOf(problem)}</span>
            </>
          );
          return (
            <li key={`${problem.code}:${problem.at}`}>
              {onShow ? (
                <button
                  type="button"
                  onClick={() => onShow(problem)}
                  className="-mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-sm px-2 py-1 text-xs hover:bg-hover touch:min-h-11 touch:items-center"
                >
                  {line}
                </button>
              ) : (
                <p className="flex items-start gap-2 py-1 text-xs">{line}</p>
              )}
            </li>
          );
        })}
      </ul>
      {problems.length > most ? (
        <p className="pl-5.5 text-ink-3 text-xs">{t("more", { count: problems.length - most })}</p>
      ) : null}
    </section>
  );
}
