"use client";
// A case of a condition in words: what is compared, how, with what. Longer ones end with how many more there are.

import { useTranslations } from "next-intl";
import { type ConditionGroup, type ConditionRule, operators, unaryOperators } from "@/lib/expressions/conditions";
import { rowsOf } from "@/lib/nodes/read-config";
import type { JsonObject } from "@/lib/shared/json";
import { TemplatePreview } from "./template-preview";

/** The rules of a case as far as they can be read; a draft may hold anything. */
function readRules(row: JsonObject): ConditionRule[] {
  const own = rowsOf(row.rules).map((rule) => ({
    left: rule.left ?? "",
    operator: typeof rule.operator === "string" ? rule.operator : "is",
    right: rule.right ?? "",
  }));
  return [...own, ...rowsOf(row.groups).flatMap(readRules)];
}

export function logicOf(row: JsonObject): ConditionGroup["logic"] {
  return row.logic === "or" ? "or" : "and";
}

export function RuleWords({ row }: { row: JsonObject }) {
  const t = useTranslations("nodes.types.condition.operators");
  const own = useTranslations("designer.node");
  const [first, ...rest] = readRules(row);
  if (!first || first.left === "") return <span className="text-ink-3">{own("noRule")}</span>;
  const operator = operators.find((one) => one === first.operator);
  return (
    <>
      <TemplatePreview text={String(first.left)} /> {operator ? t(operator) : first.operator}{" "}
      {operator && unaryOperators.has(operator) ? null : (
        <b className="font-medium text-ink">
          <TemplatePreview text={String(first.right ?? "")} />
        </b>
      )}
      {rest.length > 0 ? <span className="text-ink-3"> {own("more", { count: rest.length })}</span> : null}
    </>
  );
}
