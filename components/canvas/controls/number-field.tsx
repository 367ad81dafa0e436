"use client";
// A number with its label that may be left empty and stays between its limits. Knows nothing of what it counts.

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface NumberFieldProps {
  label: string;
  hint?: ReactNode;
  value: number | undefined;
  /** Undefined where the field is empty. */
  onChange: (value: number | undefined) => void;
  readOnly: boolean;
  min: number;
  max: number;
  step?: number;
  placeholder?: string;
}

export function NumberField({ label, hint, value, onChange, readOnly, ...limits }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="number"
          {...limits}
          readOnly={readOnly}
          value={value ?? ""}
          onChange={(event) => {
            const typed = event.target.valueAsNumber;
            onChange(Number.isNaN(typed) ? undefined : Math.min(limits.max, Math.max(limits.min, typed)));
          }}
        />
      )}
    </Field>
  );
}
