"use client";
// What a prompt is called and where it stands among others: fields of the dialogs that begin one and rename one.

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export interface PromptNames {
  name: string;
  category: string;
  description: string;
}

export interface NameFieldsProps {
  value: PromptNames;
  onChange: (value: PromptNames) => void;
  /** Offered while a category is typed. */
  categories: readonly string[];
  nameFault?: string | undefined;
}

export function NameFields({ value, onChange, categories, nameFault }: NameFieldsProps) {
  const t = useTranslations("prompts.fields");
  const list = useId();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={nameFault} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={120}
              value={value.name}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("category")} hint={t("categoryHint")}>
          {(control) => (
            <>
              <Input
                {...control}
                autoComplete="off"
                list={list}
                maxLength={60}
                value={value.category}
                onChange={(event) => onChange({ ...value, category: event.target.value })}
              />
              <datalist id={list}>
                {categories.map((category) => (
                  <option key={category} value={category} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <Field label={t("description")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2_000}
            value={value.description}
            onChange={(event) => onChange({ ...value, description: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
