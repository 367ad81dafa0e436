"use client";
// A JSON object to be edited as text; says where it is no object before anything is sent.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { isJsonObject, type JsonObject } from "@/lib/shared/json";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

/** The object in a text; null where there is none. */
export function readObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** An object as it is edited. */
export const writeObject = (value: unknown) => JSON.stringify(isJsonObject(value) ? value : {}, null, 2);

export interface JsonFieldProps {
  label: string;
  hint?: string;
  text: string;
  onText: (text: string) => void;
}

export function JsonField({ label, hint, text, onText }: JsonFieldProps) {
  const t = useTranslations("runs.fork");
  const [left, setLeft] = useState(false);
  // While somebody types, every text is wrong for a moment.
  const fault = left && readObject(text) === null ? t("notAnObject") : undefined;
  return (
    <Field label={label} hint={hint} error={fault}>
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={5}
          maxRows={16}
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onBlur={() => setLeft(true)}
          onFocus={() => setLeft(false)}
        />
      )}
    </Field>
  );
}
