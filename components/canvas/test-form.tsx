"use client";
// What a test run is asked with.

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Field as GraphField } from "@/lib/graph/schema";
import type { Json } from "@/lib/shared/json";
import type { TestInputs } from "./test-run";

export interface TestFormProps {
  fields: readonly GraphField[];
  value: TestInputs;
  onChange: (value: TestInputs) => void;
  onRun: () => void;
}

export function TestForm({ fields, value, onChange, onRun }: TestFormProps) {
  const t = useTranslations("designer.test");
  const set = (name: string, next: Json) => onChange({ ...value, inputs: { ...value.inputs, [name]: next } });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <Field label={t("question")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxRows={6}
            data-test-question=""
            placeholder={t("questionHint")}
            value={value.query}
            onChange={(event) => onChange({ ...value, query: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onRun();
            }}
          />
        )}
      </Field>
      {fields.map((field) => (
        <InputField
          key={field.name}
          field={field}
          value={value.inputs[field.name]}
          onChange={(next) => set(field.name, next)}
        />
      ))}
      <button type="submit" hidden />
    </form>
  );
}

interface InputFieldProps {
  field: GraphField;
  value: Json | undefined;
  onChange: (value: Json) => void;
}

function InputField({ field, value, onChange }: InputFieldProps) {
  const label = field.label ?? field.name;
  const text = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  if (field.type === "boolean") {
    return <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
  }
  const isLong = field.multiline === true || field.type === "object" || field.type === "array" || field.type === "any";
  return (
    <Field label={label} hint={field.description} required={field.required}>
      {(control) =>
        field.options && field.options.length > 0 ? (
          <Select
            {...control}
            placeholder=""
            value={text}
            options={field.options.map((option) => ({ value: option, label: option }))}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : isLong ? (
          <Textarea
            {...control}
            rows={2}
            mono={field.type !== "string"}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            type={field.type === "number" ? "number" : "text"}
            step="any"
            value={text}
            onChange={(event) =>
              onChange(
                field.type === "number" && event.target.value !== "" ? event.target.valueAsNumber : event.target.value,
              )
            }
          />
        )
      }
    </Field>
  );
}
