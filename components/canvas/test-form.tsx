"use client";
// What a test run is asked with.

import { useTranslations } from "next-intl";
import { AskedField } from "@/components/forms/asked-field";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Field as GraphField } from "@/lib/graph/schema";
import type { Json } from "@/lib/shared/json";
import type { TestInputs } from "./test-run";
import { TrialList } from "./trial-list";

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
        <AskedField
          key={field.name}
          field={field}
          value={value.inputs[field.name]}
          onChange={(next) => set(field.name, next)}
        />
      ))}
      <button type="submit" hidden />
      <TrialList />
    </form>
  );
}
