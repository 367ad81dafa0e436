"use client";
// The fields of a new API key: its name and what it may first, limits below.

import { useTranslations } from "next-intl";
import { mostRequestsAMinute } from "@/lib/api-keys/contract";
import type { Permission } from "@/lib/auth/permissions";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { type KeyDraft, type KeyFaults, keyAccesses, keyExpiries } from "./key-draft";
import { PermissionChoice } from "./permission-choice";

export interface KeyFieldsProps {
  draft: KeyDraft;
  faults: KeyFaults;
  held: readonly Permission[];
  agents: readonly { id: string; name: string }[];
  onChange: (change: Partial<KeyDraft>) => void;
}

export function KeyFields({ draft, faults, held, agents, onChange }: KeyFieldsProps) {
  const t = useTranslations("settings.keys");
  const missing = useTranslations("auth.faults")("missing");
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("name")} hint={t("nameHint")} error={faults.name ? missing : undefined} required>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={120}
            autoComplete="off"
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <RadioGroup
        legend={t("access")}
        name="access"
        value={draft.access}
        onValueChange={(access) => onChange({ access })}
        options={keyAccesses.map((access) => ({
          value: access,
          label: t(`accesses.${access}`),
          hint: t(`accessHints.${access}`),
        }))}
      />
      {draft.access === "chosen" ? (
        <PermissionChoice
          held={held}
          chosen={draft.permissions}
          error={faults.permissions ? t("permissionsFault") : undefined}
          onChange={(permissions) => onChange({ permissions })}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("expiry")}>
          {(control) => (
            <Select
              {...control}
              value={draft.expiry}
              options={keyExpiries.map((expiry) => ({ value: expiry, label: t(`expiries.${expiry}`) }))}
              onChange={({ target }) =>
                onChange({ expiry: keyExpiries.find((expiry) => expiry === target.value) ?? "90" })
              }
            />
          )}
        </Field>
        <Field label={t("agent")} hint={t("agentHint")}>
          {(control) => (
            <Select
              {...control}
              value={draft.agentId}
              options={[
                { value: "", label: t("agentAny") },
                ...agents.map((agent) => ({ value: agent.id, label: agent.name })),
              ]}
              onChange={({ target }) => onChange({ agentId: target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t("rateLimit")}
        hint={t("rateLimitHint")}
        error={faults.rateLimit ? t("rateLimitFault", { most: mostRequestsAMinute }) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={draft.rateLimit}
            onChange={({ target }) => onChange({ rateLimit: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("allowedIps")}
        hint={t("allowedIpsHint")}
        error={faults.allowedIps === undefined ? undefined : t("allowedIpsFault", { line: faults.allowedIps })}
      >
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={2}
            value={draft.allowedIps}
            autoCapitalize="none"
            spellCheck={false}
            onChange={({ target }) => onChange({ allowedIps: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
