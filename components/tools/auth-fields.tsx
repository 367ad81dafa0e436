"use client";
// How calls of a tool sign in. Secrets are chosen by their names.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolAuth } from "@/lib/tools/contract";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

export interface AuthFieldsProps {
  value: ToolAuth;
  onChange: (value: ToolAuth) => void;
  /** What a document says of it stays. */
  isFixed?: boolean;
  disabled?: boolean;
  error?: string | undefined;
}

const places = ["header", "query", "cookie"] as const;

export function AuthFields({ value, onChange, isFixed = false, disabled = false, error }: AuthFieldsProps) {
  const t = useTranslations("tools.auth");
  const text = (label: ReactNode, now: string, set: (typed: string) => void, locked = disabled) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          disabled={locked}
          value={now}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {value.type === "apiKey" && !isFixed ? (
        <>
          <Field label={t("place")}>
            {(control) => (
              <Select
                {...control}
                disabled={disabled}
                value={value.in}
                options={places.map((one) => ({ value: one, label: t(`places.${one}`) }))}
                onChange={({ target }) =>
                  onChange({ ...value, in: places.find((one) => one === target.value) ?? "header" })
                }
              />
            )}
          </Field>
          {text(t("keyName"), value.name, (name) => onChange({ ...value, name }))}
        </>
      ) : null}
      {value.type === "basic" ? text(t("user"), value.user, (user) => onChange({ ...value, user })) : null}
      {value.type === "oauth2" ? (
        <>
          {text(t("tokenUrl"), value.tokenUrl, (tokenUrl) => onChange({ ...value, tokenUrl }))}
          {text(t("clientId"), value.clientId, (clientId) => onChange({ ...value, clientId }))}
          {text(t("scopes"), value.scopes.join(" "), (typed) =>
            onChange({ ...value, scopes: typed.split(/\s+/).filter(Boolean) }),
          )}
        </>
      ) : null}
      <Field label={t("secret")} hint={t("secretHint")} error={error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            placeholder="API_KEY"
            value={value.secret}
            onChange={(event) => onChange({ ...value, secret: event.target.value.trim() })}
          />
        )}
      </Field>
    </div>
  );
}
