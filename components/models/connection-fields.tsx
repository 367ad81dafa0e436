"use client";
// The fields by which a provider is reached, for a new one and for one that is changed.

import { useTranslations } from "next-intl";
import type { ProviderView } from "@/lib/models/contract";
import { type AddableKind, needsBaseUrl } from "@/lib/models/provider-rules";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { ConnectionDraft, DraftFaults, DraftField } from "./connection-draft";

export interface ConnectionFieldsProps {
  kind: AddableKind;
  draft: ConnectionDraft;
  faults: DraftFaults;
  onChange: (change: Partial<ConnectionDraft>) => void;
  /** The provider that is changed. */
  kept?: ProviderView;
}

const plain = { autoCapitalize: "none", autoComplete: "off", spellCheck: false } as const;

/** The sentence of a field's fault. */
function useDraftWords(faults: DraftFaults): (field: DraftField) => string | undefined {
  const t = useTranslations("models");
  const ranges: Partial<Record<DraftField, { min: number; max: number }>> = {
    timeoutS: { min: 1, max: 900 },
    retries: { min: 0, max: 5 },
  };
  return (field) => {
    const fault = faults[field];
    if (!fault) return undefined;
    return fault === "enter_again"
      ? t("fields.apiKeyAgain")
      : t(`faults.${fault}`, ranges[field] ?? { min: 0, max: 0 });
  };
}

export function ConnectionFields({ kind, draft, faults, onChange, kept }: ConnectionFieldsProps) {
  const t = useTranslations("models.fields");
  const words = useDraftWords(faults);
  const keyHint = kept?.keyHint ?? null;
  const hints = {
    baseUrl: !needsBaseUrl(kind) ? t("baseUrlHint") : kind === "openai-compatible" ? t("baseUrlCompatible") : undefined,
    apiKey:
      keyHint === null ? t("apiKeyHint") : keyHint === "" ? t("apiKeyKeptHidden") : t("apiKeyKept", { hint: keyHint }),
    headers:
      kept && kept.headerNames.length > 0 ? t("headersKept", { names: kept.headerNames.join(", ") }) : t("headersHint"),
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("name")} required error={words("name")}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={100}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("baseUrl")} required={needsBaseUrl(kind)} hint={hints.baseUrl} error={words("baseUrl")}>
        {(control) => (
          <Input
            {...control}
            {...plain}
            inputMode="url"
            value={draft.baseUrl}
            onChange={(event) => onChange({ baseUrl: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("apiKey")} hint={hints.apiKey} error={words("apiKey")}>
        {(control) => (
          <Input
            {...control}
            {...plain}
            type="password"
            autoComplete="new-password"
            disabled={draft.removeKey}
            value={draft.apiKey}
            onChange={(event) => onChange({ apiKey: event.target.value })}
          />
        )}
      </Field>
      {keyHint === null ? null : (
        <Checkbox
          label={t("removeKey")}
          checked={draft.removeKey}
          onChange={(event) => onChange({ removeKey: event.target.checked, apiKey: "" })}
        />
      )}
      <details className="group rounded-md border border-line" open={hasHiddenFault(faults) || undefined}>
        <summary className="cursor-pointer select-none rounded-md px-3 py-2 font-medium text-ink-2 hover:text-ink touch:min-h-11">
          {t("more")}
        </summary>
        <div className="grid gap-4 border-line border-t p-3 sm:grid-cols-2">
          {kind === "azure" ? (
            <Field
              label={t("apiVersion")}
              hint={t("apiVersionHint")}
              error={words("apiVersion")}
              className="sm:col-span-2"
            >
              {(control) => (
                <Input
                  {...control}
                  {...plain}
                  placeholder="2024-10-21"
                  value={draft.apiVersion}
                  onChange={(event) => onChange({ apiVersion: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          <Field label={t("auth")}>
            {(control) => (
              <Select
                {...control}
                value={draft.authType === "none" ? "bearer" : draft.authType}
                options={[
                  { value: "bearer", label: t("authBearer") },
                  { value: "header", label: t("authHeader") },
                ]}
                onChange={(event) => onChange({ authType: event.target.value === "header" ? "header" : "bearer" })}
              />
            )}
          </Field>
          <Field label={t("header")} error={words("header")}>
            {(control) => (
              <Input
                {...control}
                {...plain}
                placeholder="x-api-key"
                disabled={draft.authType !== "header"}
                value={draft.header}
                onChange={(event) => onChange({ header: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("headers")} hint={hints.headers} error={words("headers")} className="sm:col-span-2">
            {(control) => (
              <Textarea
                {...control}
                {...plain}
                rows={2}
                value={draft.headers}
                onChange={(event) => onChange({ headers: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("timeout")} error={words("timeoutS")}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={draft.timeoutS}
                onChange={(event) => onChange({ timeoutS: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("retries")} error={words("retries")}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={draft.retries}
                onChange={(event) => onChange({ retries: event.target.value })}
              />
            )}
          </Field>
        </div>
      </details>
    </div>
  );
}

/** A fault must not hide in a part that is folded away. */
function hasHiddenFault(faults: DraftFaults): boolean {
  return (["apiVersion", "header", "headers", "timeoutS", "retries"] as const).some((field) => faults[field]);
}
