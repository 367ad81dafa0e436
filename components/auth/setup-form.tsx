"use client";
// The first account of an installation.

import { useLocale, useTranslations } from "next-intl";
import { setUp, setupSchema } from "@/lib/auth/contract";
import { passwordFault } from "@/lib/auth/password-rules";
import { callOperation } from "@/lib/http/client";
import { useFaultWords } from "../forms/fault-words";
import type { Faults } from "../forms/faults";
import { PasswordField } from "../forms/password-field";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";

function weakPassword({ password = "", email = "" }: Record<string, string>): Faults {
  const fault = passwordFault(password, [email]);
  return fault && password !== "" ? { password: `password_${fault}` } : {};
}

export function SetupForm() {
  const t = useTranslations("auth.setup");
  const words = useFaultWords();
  const language = useLocale();
  const form = useForm(
    setupSchema,
    async (typed) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const body = { ...typed, language, ...(timeZone ? { timezone: timeZone } : {}) };
      const { workspaces } = await callOperation(setUp, { body });
      // A whole new page, so that everything is rendered for the one who is now signed in.
      window.location.assign(workspaces[0] ? `/w/${workspaces[0].slug}` : "/");
      return "leave";
    },
    weakPassword,
  );
  return (
    <form method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
      {form.error ? <ErrorBanner error={form.error} /> : null}
      <TextField name="name" label={t("name")} error={words(form.faults.name)} required autoComplete="name" />
      <TextField
        name="email"
        type="email"
        label={t("email")}
        error={words(form.faults.email)}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField name="password" label={t("password")} error={words(form.faults.password)} isNew />
      <TextField
        name="workspace"
        label={t("workspace")}
        hint={t("workspaceHint")}
        error={words(form.faults.workspace)}
        required
        autoComplete="organization"
      />
      <Button type="submit" variant="primary" size="lg" loading={form.busy} className="mt-2">
        {t("submit")}
      </Button>
    </form>
  );
}
