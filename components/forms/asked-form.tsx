"use client";
// What a graph asks people for, as a form: before a question in chat, before a decision. Draws values and faults that
// its owner keeps.

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Field } from "@/lib/graph/schema";
import type { Json, JsonObject } from "@/lib/shared/json";
import { cn } from "../ui/cn";
import { AskedField } from "./asked-field";
import type { InputFaults } from "./asked-values";

export interface AskedFormProps {
  fields: readonly Field[];
  values: Readonly<JsonObject>;
  faults: InputFaults;
  /** How often something was refused: each time the form leads to the first fault. */
  refusals: number;
  onChange: (name: string, value: Json) => void;
  className?: string | undefined;
}

export function AskedForm({ fields, values, faults, refusals, onChange, className }: AskedFormProps) {
  const t = useTranslations("forms");
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Each time that something is refused, not each time that a fault is mended.
    if (refusals > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);
  return (
    <div ref={form} className={cn("grid gap-4 sm:grid-cols-2", className)}>
      {fields.map((field) => {
        const code = faults[field.name];
        const fault = code ? t(`faults.${code}`, { type: t(`types.${field.type}`), max: field.maxLength ?? 0 }) : "";
        const wide = field.multiline || field.type === "object" || field.type === "array";
        return (
          <div key={field.name} className={cn("min-w-0", wide && "sm:col-span-2")}>
            <AskedField
              field={field}
              value={values[field.name]}
              fault={fault || undefined}
              optional={t("optional")}
              onChange={(value) => onChange(field.name, value)}
            />
          </div>
        );
      })}
    </div>
  );
}
