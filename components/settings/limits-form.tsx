"use client";
// How many runs of the workspace are executed at a time; an empty field takes the usual number.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { mostRunsAtATime, usualBackgroundRuns, usualConcurrentRuns } from "@/lib/shared/run-limits";
import { type Quotas, updateWorkspace } from "@/lib/workspaces/contract";
import { readLimit } from "../forms/read-limit";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { ErrorBanner } from "../ui/error-state";
import { SaveRow } from "./save-row";

const typedLimit = z.string().refine((text) => readLimit(text, mostRunsAtATime) !== undefined);
const formSchema = z.object({ maxConcurrentRuns: typedLimit, maxBackgroundRuns: typedLimit });

const limitOf = (text: string) => readLimit(text, mostRunsAtATime) ?? null;

export function LimitsForm({ quotas, mayChange }: { quotas: Quotas; mayChange: boolean }) {
  const t = useTranslations("settings");
  const [saved, setSaved] = useState(false);
  const form = useForm(formSchema, async ({ maxConcurrentRuns, maxBackgroundRuns }) => {
    const kept = { maxConcurrentRuns: limitOf(maxConcurrentRuns), maxBackgroundRuns: limitOf(maxBackgroundRuns) };
    await callOperation(updateWorkspace, { body: { quotas: kept } });
    setSaved(true);
    return "stay";
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
    <form
      noValidate
      onSubmit={form.submit}
      onInput={(event) => {
        setSaved(false);
        form.edit(event);
      }}
      className="flex max-w-md flex-col gap-4"
    >
      {form.error ? <ErrorBanner error={form.error} /> : null}
      {field("maxConcurrentRuns", usualConcurrentRuns)}
      {field("maxBackgroundRuns", usualBackgroundRuns)}
      {mayChange ? (
        <SaveRow label={t("save")} savedLabel={t("saved")} busy={form.busy} saved={saved} />
      ) : (
        <p className="text-ink-3">{t("workspace.readonly")}</p>
      )}
    </form>
  );
}
