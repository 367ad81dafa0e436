"use client";
// A secret being typed or pasted: hidden from whoever looks over the shoulder, and of several lines, since private keys
// are.

import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

export interface SecretValueFieldProps {
  label: string;
  hint: string;
  error?: string | undefined;
  required?: boolean;
}

export function SecretValueField({ label, hint, error, required = false }: SecretValueFieldProps) {
  return (
    <Field label={label} hint={hint} required={required} {...(error ? { error } : {})}>
      {(control) => (
        <Textarea
          {...control}
          name="value"
          mono
          rows={2}
          maxRows={6}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="[-webkit-text-security:disc]"
        />
      )}
    </Field>
  );
}
