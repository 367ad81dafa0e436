"use client";
// If, else-if: cases of typed comparisons. A comparison offers the operators that make sense for what stands on its
// left; groups inside a case can be joined the other way.

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { type Operator, operators, operatorsByType, unaryOperators } from "@/lib/expressions/conditions";
import { printReference } from "@/lib/expressions/print";
import { cachedTemplate } from "@/lib/expressions/template-cache";
import type { Problem } from "@/lib/graph/problem";
import type { ValueType } from "@/lib/graph/schema";
import { rowsOf } from "@/lib/nodes/read-config";
import type { Json, JsonObject } from "@/lib/shared/json";
import { logicOf } from "../rule-words";
import { useVariables } from "../use-variables";
import { type ControlProps, hasProblemAt } from "./control-props";
import { freshRowId } from "./row-controls";
import { Rows } from "./rows";
import { ValueCell } from "./text-controls";

const freshRule = (): JsonObject => ({ left: "", operator: "is", right: "" });
const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** The type of what stands on the left, as far as it is one plain reference. */
function typeOfLeft(left: Json | undefined, typeOf: (reference: string) => ValueType | undefined): ValueType {
  if (typeof left !== "string") return typeof left === "number" ? "number" : "any";
  const parsed = cachedTemplate(left);
  const single = parsed.ok ? parsed.value.single : null;
  if (single?.kind !== "path") return single === null && parsed.ok && left !== "" ? "string" : "any";
  return typeOf(printReference(single.root, single.segments)) ?? "any";
}

interface GroupProps {
  nodeId: string;
  row: JsonObject;
  place: string;
  replace: (row: JsonObject) => void;
  readOnly: boolean;
  problems: readonly Problem[];
  typeOf: (reference: string) => ValueType | undefined;
  depth: number;
}

export function CasesControl({ node, field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const list = useVariables({ nodeId: node.id });
  const cases = rowsOf(value);
  const types = new Map(list().map((variable) => [variable.reference, variable.type]));
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      min={1}
      rows={cases}
      readOnly={readOnly}
      addLabel={t("addCase")}
      fresh={() => ({ id: freshRowId(cases, "case"), logic: "and", rules: [freshRule()] })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="flex flex-col gap-2">
          <div className="flex items-center gap-2">
            <span className="flex-none font-medium text-ink-2 text-xs">{index === 0 ? t("if") : t("elseIf")}</span>
            <Input
              aria-label={t("inRow", { name: t("caseName"), number: index + 1 })}
              placeholder={t("caseName")}
              value={textOf(row.name)}
              readOnly={readOnly}
              onChange={(event) => {
                const { name: _old, ...rest } = row;
                replace(event.target.value === "" ? rest : { ...rest, name: event.target.value });
              }}
            />
          </div>
          <RuleGroup
            nodeId={node.id}
            row={row}
            place={`config.${field.key}.${index}`}
            replace={replace}
            readOnly={readOnly}
            problems={problems}
            typeOf={(reference) => types.get(reference)}
            depth={0}
          />
        </div>
      )}
    </Rows>
  );
}

function RuleGroup({ nodeId, row, place, replace, readOnly, problems, typeOf, depth }: GroupProps) {
  const t = useTranslations("designer.form");
  const logic = useTranslations("nodes.types.condition.logic");
  const rules = rowsOf(row.rules);
  const groups = rowsOf(row.groups);
  return (
    <div className="flex flex-col gap-2">
      {rules.length + groups.length > 1 ? (
        <Segmented
          legend={t("joinedBy")}
          name={`${nodeId}-${place}`}
          value={logicOf(row)}
          segments={[
            { value: "and", label: logic("and") },
            { value: "or", label: logic("or") },
          ]}
          onValueChange={(next) => replace({ ...row, logic: next })}
        />
      ) : null}
      <Rows<JsonObject>
        rows={rules}
        min={groups.length > 0 ? 0 : 1}
        readOnly={readOnly}
        addLabel={t("addRule")}
        fresh={freshRule}
        onChange={(next) => replace({ ...row, rules: next })}
      >
        {(rule, replaceRule, index) => (
          <Rule
            nodeId={nodeId}
            rule={rule}
            place={`${place}.rules.${index}`}
            number={index + 1}
            replace={replaceRule}
            readOnly={readOnly}
            problems={problems}
            type={typeOfLeft(rule.left, typeOf)}
          />
        )}
      </Rows>
      {groups.length > 0 ? (
        <Rows<JsonObject>
          cards
          rows={groups}
          readOnly={readOnly}
          addLabel={t("addGroup")}
          fresh={() => ({ logic: "or", rules: [freshRule()] })}
          onChange={(next) => replace({ ...row, groups: next })}
        >
          {(group, replaceGroup, index) => (
            <RuleGroup
              nodeId={nodeId}
              row={group}
              place={`${place}.groups.${index}`}
              replace={replaceGroup}
              readOnly={readOnly}
              problems={problems}
              typeOf={typeOf}
              depth={depth + 1}
            />
          )}
        </Rows>
      ) : !readOnly && depth < 3 ? (
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus />}
          onClick={() => replace({ ...row, groups: [{ logic: "or", rules: [freshRule()] }] })}
        >
          {t("addGroup")}
        </Button>
      ) : null}
    </div>
  );
}

interface RuleProps {
  nodeId: string;
  rule: JsonObject;
  place: string;
  number: number;
  replace: (rule: JsonObject) => void;
  readOnly: boolean;
  problems: readonly Problem[];
  type: ValueType;
}

function Rule({ nodeId, rule, place, number, replace, readOnly, problems, type }: RuleProps) {
  const t = useTranslations("designer.form");
  const words = useTranslations("nodes.types.condition.operators");
  const chosen: Operator = operators.find((one) => one === rule.operator) ?? "is";
  const offered = operatorsByType[type];
  const options = offered.includes(chosen) ? offered : [...offered, chosen];
  return (
    <div className="flex flex-col gap-1.5">
      <ValueCell
        nodeId={nodeId}
        label={t("inRow", { name: t("left"), number })}
        placeholder={t("left")}
        value={rule.left}
        readOnly={readOnly}
        invalid={hasProblemAt(problems, `${place}.left`)}
        onChange={(left) => replace({ ...rule, left })}
      />
      <div className="grid grid-cols-2 gap-1.5">
        <Select
          aria-label={t("inRow", { name: t("operator"), number })}
          disabled={readOnly}
          value={chosen}
          options={options.map((operator) => ({ value: operator, label: words(operator) }))}
          onChange={(event) => replace({ ...rule, operator: event.target.value })}
        />
        {unaryOperators.has(chosen) ? null : (
          <ValueCell
            nodeId={nodeId}
            label={t("inRow", { name: t("right"), number })}
            placeholder={t("right")}
            value={rule.right}
            readOnly={readOnly}
            invalid={hasProblemAt(problems, `${place}.right`)}
            onChange={(right) => replace({ ...rule, right })}
          />
        )}
      </div>
    </div>
  );
}
