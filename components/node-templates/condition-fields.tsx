"use client";
// When a field of a template's form is shown: always, or while another field compares well with values.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNodeWords } from "@/components/canvas/use-node-words";
import type { TemplateFieldView } from "@/lib/workflows/contract";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import {
  compareBy,
  comparisonOf,
  comparisons,
  conditionOn,
  type FieldCondition,
  printValues,
  readValues,
  type ValueKind,
  valueKindOf,
  valuesOfSwitch,
} from "./condition-draft";

export interface DecidingField {
  field: TemplateFieldView;
  label: string;
  /** It depends on this field itself. */
  isCircular: boolean;
}

export interface ConditionFieldsProps {
  type: string;
  condition: FieldCondition | null;
  others: readonly DecidingField[];
  onChange: (condition: FieldCondition | null) => void;
}

export function ConditionFields({ type, condition, others, onChange }: ConditionFieldsProps) {
  const t = useTranslations("templates.condition");
  const deciding = others.find(({ field }) => field.key === condition?.key)?.field;
  const kind = deciding ? valueKindOf(deciding) : null;
  const comparison = condition ? comparisonOf(condition) : null;
  const offered = comparisons.filter(
    (one) => kind !== null || one === "filled" || one === "empty" || one === comparison,
  );
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("field")}>
          {(control) => (
            <Select
              {...control}
              value={condition?.key ?? ""}
              options={[
                { value: "", label: t("always") },
                ...(condition && !deciding ? [{ value: condition.key, label: condition.key }] : []),
                ...others.map(({ field, label, isCircular }) => ({
                  value: field.key,
                  label: t("while", { name: label }),
                  disabled: isCircular,
                })),
              ]}
              onChange={(event) => {
                const next = others.find(({ field }) => field.key === event.target.value)?.field;
                onChange(next ? conditionOn(next) : null);
              }}
            />
          )}
        </Field>
        {condition && deciding && comparison ? (
          <Field label={t("comparison")}>
            {(control) => (
              <Select
                {...control}
                value={comparison}
                options={offered.map((one) => ({ value: one, label: t(`comparisons.${one}`) }))}
                onChange={(event) => {
                  const next = comparisons.find((one) => one === event.target.value);
                  if (next) onChange(compareBy(next, deciding, condition.in));
                }}
              />
            )}
          </Field>
        ) : null}
      </div>
      {condition && deciding && kind && (comparison === "is" || comparison === "isNot") ? (
        <Values
          key={deciding.key}
          type={type}
          kind={kind}
          deciding={deciding}
          condition={condition}
          onChange={onChange}
        />
      ) : null}
    </div>
  );
}

interface ValuesProps {
  type: string;
  kind: ValueKind;
  deciding: TemplateFieldView;
  condition: FieldCondition;
  onChange: (condition: FieldCondition) => void;
}

function Values({ type, kind, deciding, condition, onChange }: ValuesProps) {
  const t = useTranslations("templates.condition");
  const words = useNodeWords();
  const [text, setText] = useState(() => printValues(condition.in));
  if (kind === "options") {
    return (
      <fieldset className="flex flex-col gap-1.5">
        <legend className="pb-1.5 font-medium text-ink-2 text-xs">{t("values")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {(deciding.options ?? []).map((option) => (
            <Checkbox
              key={option}
              label={words.option(type, deciding.key, option)}
              checked={condition.in.includes(option)}
              onChange={(event) => {
                const rest = condition.in.filter((value) => value !== option);
                onChange({ ...condition, in: event.target.checked ? [...rest, option] : rest });
              }}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  return (
    <Field label={t("values")} hint={kind === "boolean" ? undefined : t("several")}>
      {(control) =>
        kind === "boolean" ? (
          <Select
            {...control}
            value={condition.in.includes(true) ? "on" : "off"}
            options={[
              { value: "on", label: t("on") },
              { value: "off", label: t("off") },
            ]}
            onChange={(event) => onChange({ ...condition, in: valuesOfSwitch(event.target.value === "on") })}
          />
        ) : (
          <Textarea
            {...control}
            value={text}
            rows={2}
            onChange={(event) => {
              setText(event.target.value);
              onChange({ ...condition, in: readValues(event.target.value, kind) });
            }}
          />
        )
      }
    </Field>
  );
}
