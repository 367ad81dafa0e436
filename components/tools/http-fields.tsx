"use client";
// How an HTTP tool is called: method, address, query, headers, body, sign-in, and what is taken of the answer.

import { useTranslations } from "next-intl";
import { bodyTypes, type HttpConfig, httpMethods, type ToolAuth } from "@/lib/tools/contract";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { AuthFields } from "./auth-fields";
import { CodeLineField } from "./code-line-field";
import { authOfScheme } from "./import-draft";
import { RowsField } from "./rows-field";
import type { ToolDraft } from "./tool-draft";
import type { ToolFaults } from "./tool-faults";

export interface HttpFieldsProps {
  config: HttpConfig;
  bodyJson: string;
  onChange: (change: Partial<Pick<ToolDraft, "http" | "bodyJson">>) => void;
  faults: ToolFaults;
  disabled: boolean;
}

const authTypes = ["apiKey", "bearer", "basic", "oauth2"] as const;
const nothing = { description: "", in: null, keyName: "X-Api-Key", tokenUrl: null, scopes: [] };

export function HttpFields({ config, bodyJson, onChange, faults, disabled }: HttpFieldsProps) {
  const t = useTranslations("tools.fields");
  const a = useTranslations("tools.auth");
  const set = (change: Partial<HttpConfig>) => onChange({ http: { ...config, ...change } });
  const [auth] = config.auth;
  const hasBody = config.method !== "GET" && config.method !== "HEAD";
  const choose = (type: ToolAuth["type"] | undefined) => {
    const made = type ? authOfScheme({ name: type, type, ...nothing }) : null;
    set({ auth: made ? [made] : [] });
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-start gap-2 max-sm:flex-col">
        <Field label={t("method")} className="w-28 flex-none">
          {(control) => (
            <Select
              {...control}
              disabled={disabled}
              value={config.method}
              options={httpMethods.map((method) => ({ value: method, label: method }))}
              onChange={({ target }) => set({ method: httpMethods.find((one) => one === target.value) ?? "GET" })}
            />
          )}
        </Field>
        <CodeLineField
          label={t("url")}
          hint={t("urlHint")}
          error={faults["config.url"]}
          className="w-full"
          required
          disabled={disabled}
          value={config.url}
          onChange={(url) => set({ url })}
        />
      </div>
      <RowsField
        label={t("query")}
        way="config.query"
        rows={config.query}
        onChange={(query) => set({ query })}
        {...{ faults, disabled }}
      />
      <RowsField
        label={t("headers")}
        way="config.headers"
        rows={config.headers}
        onChange={(headers) => set({ headers })}
        {...{ faults, disabled }}
      />
      {hasBody ? (
        <Field label={t("body")} className="max-w-48">
          {(control) => (
            <Select
              {...control}
              disabled={disabled}
              value={config.bodyType}
              options={bodyTypes.map((type) => ({ value: type, label: t(`bodyTypes.${type}`) }))}
              onChange={({ target }) => set({ bodyType: bodyTypes.find((one) => one === target.value) ?? "none" })}
            />
          )}
        </Field>
      ) : null}
      {hasBody && (config.bodyType === "json" || config.bodyType === "text") ? (
        <Field
          label={t(`bodyTypes.${config.bodyType}`)}
          labelHidden
          error={faults[config.bodyType === "json" ? "config.bodyJson" : "config.bodyText"]}
        >
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={4}
              spellCheck={false}
              disabled={disabled}
              value={config.bodyType === "json" ? bodyJson : config.bodyText}
              onChange={({ target }) =>
                config.bodyType === "json" ? onChange({ bodyJson: target.value }) : set({ bodyText: target.value })
              }
            />
          )}
        </Field>
      ) : null}
      {hasBody && config.bodyType === "form" ? (
        <RowsField
          label={t("bodyForm")}
          way="config.bodyForm"
          rows={config.bodyForm}
          onChange={(bodyForm) => set({ bodyForm })}
          {...{ faults, disabled }}
        />
      ) : null}
      <Field label={a("label")} className="max-w-64">
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={auth?.type ?? ""}
            options={[{ value: "", label: a("none") }, ...authTypes.map((type) => ({ value: type, label: a(type) }))]}
            onChange={({ target }) => choose(authTypes.find((one) => one === target.value))}
          />
        )}
      </Field>
      {auth ? (
        <AuthFields
          value={auth}
          disabled={disabled}
          error={Object.entries(faults).find(([path]) => path.startsWith("config.auth."))?.[1]}
          onChange={(next) => set({ auth: [next, ...config.auth.slice(1)] })}
        />
      ) : null}
      <CodeLineField
        label={t("pick")}
        hint={t("pickHint")}
        error={faults["config.pick"]}
        disabled={disabled}
        value={config.pick}
        onChange={(pick) => set({ pick })}
      />
    </div>
  );
}
