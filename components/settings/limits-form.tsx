"use client";
// How many runs of the workspace are executed at a time; an empty field takes the usual number.

import { useTranslations } from "next-intl";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { mostRunsAtATime, usualBackgroundRuns, usualConcurrentRuns } from "@/lib/shared/run-limits";
import { type Quotas, updateWorkspace } from "@/lib/workspaces/contract";
import { readLimit } from "../forms/read-limit";
import { TextField } from "../forms/text-field";
import { SettingsFields, useSettingsForm } from "./settings-form";

const typedLimit = z.string().refine((text) => readLimit(text, mostRunsAtATime) !== undefined);
const formSchema = z.object({ maxConcurrentRuns: typedLimit, maxBackgroundRuns: typedLimit });

const limitOf = (text: string) => readLimit(text, mostRunsAtATime) ?? null;

export function LimitsForm({ quotas, mayChange }: { quotas: Quotas; mayChange: boolean }) {
  const t = useTranslations("settings");
  const form = useSettingsForm(formSchema, async ({ maxConcurrentRuns, maxBackgroundRuns }) => {
    const kept = { maxConcurrentRuns: limitOf(maxConcurrentRuns), maxBackgroundRuns: limitOf(maxBackgroundRuns) };
    await callOperation(updateWorkspace, { body: { quotas: kept } });
  });
  const field = (name: keyof Quotas, usual: number) => (
    <TextField
      name={name}
      label={t(`workspace.${name}`)}
      hint={t(`workspace.${name}Hint`, { usual })}
      error={form.faults[name] ? t("workspace.limitFault", { most: mostRunsAtATime }) : undefined}
      defaultValue={quotas[name] ?? ""}
      placeholder={String(usual)}
      inputMode="numeric"
      autoComplete="off"
      readOnly={!mayChange}
    />
  );
  return (
    <SettingsFields form={form} readonlyText={mayChange ? undefined : t("workspace.readonly")}>
      {field("maxConcurrentRuns", usualConcurrentRuns)}
      {field("maxBackgroundRuns", usualBackgroundRuns)}
    </SettingsFields>
  );
}
