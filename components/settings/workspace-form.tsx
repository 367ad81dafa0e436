"use client";
// Name, address and language of the workspace. A changed address leads on to the new one.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";
import { AppError } from "@/lib/shared/errors";
import { slugSchema, updateWorkspace, type WorkspaceView } from "@/lib/workspaces/contract";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { SaveRow } from "./save-row";

const formSchema = z.object({
  name: z.string().trim().min(1).max(120),
  slug: slugSchema,
  language: z.enum(locales),
});

function languagesWith(first: Locale, all: readonly Locale[]): Locale[] {
  return [first, ...all.filter((language) => language !== first)];
}

export function WorkspaceForm({ workspace, mayChange }: { workspace: WorkspaceView; mayChange: boolean }) {
  const t = useTranslations("settings");
  const words = useFaultWords();
  const router = useRouter();
  const [saved, setSaved] = useState(false);
  const form = useForm(formSchema, async ({ name, slug, language }) => {
    const body = { name, slug, languages: languagesWith(language, workspace.languages) };
    const changed = await callOperation(updateWorkspace, { body });
    setSaved(true);
    if (changed.slug === workspace.slug) router.refresh();
    else router.replace(`/w/${changed.slug}/settings/workspace`);
    return "stay";
  });
  const slugFault = form.faults.slug === "missing" ? words("missing") : t("workspace.slugFault");
  const disabled = !mayChange;
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
      <TextField
        name="name"
        label={t("workspace.name")}
        defaultValue={workspace.name}
        error={words(form.faults.name)}
        required
        readOnly={disabled}
      />
      <TextField
        name="slug"
        label={t("workspace.slug")}
        hint={t("workspace.slugHint", { slug: workspace.slug })}
        defaultValue={workspace.slug}
        error={form.faults.slug || isSlugTaken(form.error) ? slugFault : undefined}
        required
        readOnly={disabled}
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field label={t("workspace.defaultLanguage")} hint={t("workspace.defaultLanguageHint")}>
        {(control) => (
          <Select
            {...control}
            name="language"
            defaultValue={workspace.languages[0] ?? "en"}
            options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
            disabled={disabled}
          />
        )}
      </Field>
      {disabled ? (
        <p className="text-ink-3">{t("workspace.readonly")}</p>
      ) : (
        <SaveRow label={t("save")} savedLabel={t("saved")} busy={form.busy} saved={saved} />
      )}
    </form>
  );
}

function isSlugTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === "slug_taken";
}
