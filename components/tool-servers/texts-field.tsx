"use client";
// Headers or variables, one a line. Values that are stored never come back: the names alone are told.

import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

export interface TextsFieldProps {
  what: "headers" | "env";
  value: string;
  onChange: (value: string) => void;
  faultyLine: number | null;
  /** Names of those that are stored and stay while nothing is typed. */
  stored?: readonly string[];
}

export function TextsField({ what, value, onChange, faultyLine, stored = [] }: TextsFieldProps) {
  const t = useTranslations("toolServers.fields");
  const hint = stored.length > 0 ? t("stored", { names: stored.join(", ") }) : t(`${what}Hint`);
  return (
    <Field label={t(what)} hint={hint} error={faultyLine === null ? undefined : t("faultyLine", { line: faultyLine })}>
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={3}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
