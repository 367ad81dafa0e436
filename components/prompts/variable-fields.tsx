"use client";
// What is said of one variable: its type, whether it is needed, what stands for it where nothing is given.

import { useTranslations } from "next-intl";
import { Checkbox } from "../ui/checkbox";
import { Field, type FieldControl } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { faultOf, optionsOf, type VariableDraft, variableKinds } from "./prompt-draft";

export interface VariableFieldsProps {
  variable: VariableDraft;
  disabled: boolean;
  onChange: (variable: VariableDraft) => void;
}

export function VariableFields({ variable, disabled, onChange }: VariableFieldsProps) {
  const t = useTranslations("prompts.variables");
  const set = (change: Partial<VariableDraft>) => onChange({ ...variable, ...change });
  const fault = faultOf(variable);
  return (
    <div className="flex flex-col gap-3 pt-1 pb-4 pl-5.5">
      <Field label={t("kind")}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={variable.kind}
            options={variableKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={({ target }) => {
              const kind = variableKinds.find((one) => one === target.value);
              if (kind) set({ kind });
            }}
          />
        )}
      </Field>
      {variable.kind === "options" ? (
        <Field label={t("options")} hint={t("optionsHint")} required>
          {(control) => (
            <Textarea
              {...control}
              {...(fault === "options_missing" ? { "aria-invalid": true } : {})}
              rows={3}
              disabled={disabled}
              value={variable.options}
              onChange={(event) => set({ options: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Checkbox
        label={t("required")}
        disabled={disabled}
        checked={variable.isRequired}
        onChange={(event) => set({ isRequired: event.target.checked })}
      />
      <Field label={t("fallback")} hint={t("fallbackHint")}>
        {(control) => (
          <FallbackControl
            control={{ ...control, ...(fault?.startsWith("fallback") ? { "aria-invalid": true } : {}) }}
            variable={variable}
            disabled={disabled}
            onChange={(fallback) => set({ fallback })}
          />
        )}
      </Field>
      <Field label={t("description")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2_000}
            disabled={disabled}
            value={variable.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

interface FallbackControlProps {
  control: FieldControl;
  variable: VariableDraft;
  disabled: boolean;
  onChange: (fallback: string) => void;
}

function FallbackControl({ control, variable, disabled, onChange }: FallbackControlProps) {
  const t = useTranslations("prompts.variables");
  const { kind, fallback } = variable;
  const shared = { ...control, disabled, value: fallback };
  if (kind === "long") {
    return <Textarea {...shared} rows={3} maxLength={20_000} onChange={(event) => onChange(event.target.value)} />;
  }
  if (kind === "boolean" || kind === "options") {
    const values =
      kind === "options"
        ? optionsOf(variable).map((value) => ({ value, label: value }))
        : [
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ];
    const isKnown = fallback === "" || values.some(({ value }) => value === fallback);
    const options = [
      { value: "", label: t("noFallback") },
      ...values,
      ...(isKnown ? [] : [{ value: fallback, label: fallback }]),
    ];
    return <Select {...shared} options={options} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <Input
      {...shared}
      autoComplete="off"
      maxLength={20_000}
      inputMode={kind === "number" ? "decimal" : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
