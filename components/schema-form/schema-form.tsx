"use client";
// A form drawn from a JSON Schema: for the arguments of a tool. What it holds is a draft of texts, which `readDraft`
// makes an object of.

import { useTranslations } from "next-intl";
import { Field, type FieldControl } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { Draft, SchemaFault, SchemaField } from "./schema-fields";

export interface SchemaFormProps {
  fields: readonly SchemaField[];
  draft: Draft;
  onChange: (draft: Draft) => void;
  faults?: Readonly<Record<string, SchemaFault>>;
  disabled?: boolean;
  /** The way to the object inside of a larger one. */
  way?: string;
}

export function SchemaForm({ fields, draft, onChange, faults = {}, disabled = false, way = "" }: SchemaFormProps) {
  const t = useTranslations("schemaForm");
  if (fields.length === 0) return <p className="text-ink-3 text-sm">{t("nothingAsked")}</p>;
  const set = (name: string, value: string | Draft) => onChange({ ...draft, [name]: value });
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field) => {
        const typed = draft[field.name];
        if (field.kind === "group") {
          return (
            <fieldset key={field.name} className="min-w-0 rounded-md border border-line p-3">
              <legend className="px-1 font-medium text-ink-2 text-xs">
                <FieldName field={field} />
              </legend>
              {field.hint ? <p className="mb-3 text-ink-3 text-xs">{field.hint}</p> : null}
              <SchemaForm
                fields={field.fields}
                draft={typeof typed === "object" ? typed : {}}
                onChange={(inner) => set(field.name, inner)}
                faults={faults}
                disabled={disabled}
                way={`${way}${field.name}.`}
              />
            </fieldset>
          );
        }
        const fault = faults[`${way}${field.name}`];
        return (
          <Field
            key={field.name}
            label={<FieldName field={field} />}
            hint={field.hint}
            error={fault ? t(`faults.${fault}`) : undefined}
            required={field.isRequired}
          >
            {(control) => (
              <OneControl
                field={field}
                control={control}
                value={typeof typed === "string" ? typed : ""}
                disabled={disabled}
                onChange={(value) => set(field.name, value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

function FieldName({ field }: { field: SchemaField }) {
  const t = useTranslations("schemaForm");
  return (
    <span className="break-words">
      {field.label}
      {field.label === field.name ? null : <code className="ml-1.5 font-normal text-ink-3">{field.name}</code>}
      {field.isRequired ? null : <span className="ml-1.5 font-normal text-ink-3">{t("optional")}</span>}
    </span>
  );
}

interface OneControlProps {
  field: SchemaField;
  control: FieldControl;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

function OneControl({ field, control: { required: _, ...control }, value, disabled, onChange }: OneControlProps) {
  const t = useTranslations("schemaForm");
  const shared = { ...control, disabled, value, placeholder: field.example };
  switch (field.kind) {
    case "boolean":
    case "choice": {
      const options =
        field.kind === "choice"
          ? field.options.map(({ text }) => ({ value: text, label: text }))
          : [
              { value: "true", label: t("yes") },
              { value: "false", label: t("no") },
            ];
      return (
        <Select
          {...control}
          disabled={disabled}
          value={value}
          options={[{ value: "", label: field.example === "" ? t("notGiven") : field.example }, ...options]}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    case "number":
    case "integer":
      return (
        <Input
          {...shared}
          inputMode={field.kind === "integer" ? "numeric" : "decimal"}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "text":
      return (
        <Input
          {...shared}
          {...(field.maxLength === null ? {} : { maxLength: field.maxLength })}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "json":
      return (
        <Textarea
          {...shared}
          mono
          rows={2}
          spellCheck={false}
          placeholder={field.example || "{ }"}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "lines":
      return (
        <Textarea
          {...shared}
          rows={2}
          placeholder={field.example || t("onePerLine")}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return <Textarea {...shared} rows={1} onChange={(event) => onChange(event.target.value)} />;
  }
}
