"use client";
// A control for one value that a graph asks its caller for, drawn from the field's type. What was typed stays text until
// it is sent: a number half written or JSON with a fault in it must not get lost.

import type { Field as AskedValue } from "@/lib/graph/schema";
import type { Json } from "@/lib/shared/json";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

export interface AskedFieldProps {
  field: AskedValue;
  value: Json | undefined;
  /** What is wrong with the value, as a sentence. */
  fault?: string | undefined;
  /** Said beside the label of a field that may stay empty. */
  optional?: string | undefined;
  onChange: (value: Json) => void;
}

const inJson = new Set(["object", "array", "any", "file"]);

/** A value as it is typed. */
export function typedText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}

function countOf(text: string, maxLength: number | undefined): string | undefined {
  // Far from the limit nobody needs to know it.
  return maxLength !== undefined && text.length > maxLength * 0.8 ? `${text.length} / ${maxLength}` : undefined;
}

export function AskedField({ field, value, fault, optional, onChange }: AskedFieldProps) {
  const label = field.label ?? field.name;
  const text = typedText(value);
  if (field.type === "boolean") {
    return (
      <div className="flex flex-col gap-1.5">
        <Checkbox
          label={label}
          hint={field.description}
          checked={value === true || value === "true"}
          aria-invalid={fault ? true : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {fault ? (
          <p role="alert" className="text-bad-ink text-xs">
            {fault}
          </p>
        ) : null}
      </div>
    );
  }
  const control = controlOf(field);
  return (
    <Field
      label={label}
      hint={field.description}
      error={fault}
      required={field.required}
      aside={countOf(text, field.maxLength) ?? (field.required ? undefined : optional)}
    >
      {(attributes) =>
        control === "choice" ? (
          <Select
            {...attributes}
            value={text}
            {...(field.required ? { placeholder: "" } : {})}
            options={[
              ...(field.required ? [] : [{ value: "", label: "–" }]),
              ...(field.options ?? []).map((option) => ({ value: option, label: option })),
            ]}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : control === "line" ? (
          <Input
            {...attributes}
            inputMode={field.type === "number" ? "decimal" : undefined}
            autoComplete="off"
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Textarea
            {...attributes}
            rows={2}
            mono={control === "json"}
            spellCheck={control === "json" ? false : undefined}
            placeholder={field.type === "array" ? "[ ]" : field.type === "object" ? "{ }" : undefined}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

function controlOf(field: AskedValue): "choice" | "line" | "text" | "json" {
  if (field.options && field.options.length > 0) return "choice";
  if (inJson.has(field.type)) return "json";
  return field.multiline ? "text" : "line";
}
