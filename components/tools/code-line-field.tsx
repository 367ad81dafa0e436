"use client";
// One line of an address, a path or a rule: in a fixed width, never corrected by the browser.

import type { ReactNode } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export interface CodeLineFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  className?: string;
  disabled: boolean;
  value: string;
  onChange: (value: string) => void;
}

export function CodeLineField({ disabled, value, onChange, ...field }: CodeLineFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <Input
          {...control}
          className="font-mono text-xs"
          spellCheck={false}
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
