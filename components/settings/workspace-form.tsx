"use client";
// Name, address and language of the workspace. A changed address leads on to the new one.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { type Locale, localeNames, locales } from "@/lib/i18n/locales";
import { AppError } from "@/lib/shared/errors";
import { slugSchema, updateWorkspace, type WorkspaceView } from "@/lib/workspaces/contract";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { SettingsFields, useSettingsForm } from "./settings-form";

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
  const form = useSettingsForm(formSchema, async ({ name, slug, language }) => {
    const body = { name, slug, languages: languagesWith(language, workspace.languages) };
    const changed = await callOperation(updateWorkspace, { body });
    if (changed.slug === workspace.slug) router.refresh();
    else router.replace(`/w/${changed.slug}/settings/workspace`);
  });
  const slugFault = form.faults.slug === "missing" ? words("missing") : t("workspace.slugFault");
  const disabled = !mayChange;
  return (
    <SettingsFields form={form} readonlyText={mayChange ? undefined : t("workspace.readonly")}>
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
    </SettingsFields>
  );
}

function isSlugTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === "slug_taken";
}
