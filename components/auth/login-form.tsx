"use client";
// Signing in with a password.

import { useTranslations } from "next-intl";
import { signIn, signInSchema } from "@/lib/auth/contract";
import { callOperation } from "@/lib/http/client";
import { useFaultWords } from "../forms/fault-words";
import { PasswordField } from "../forms/password-field";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";

/** `next` is where to go afterwards, an address of ours. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations("auth.signIn");
  const words = useFaultWords();
  const form = useForm(signInSchema, async (body) => {
    await callOperation(signIn, { body });
    window.location.assign(next);
    return "leave";
  });
  return (
    <form method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
      {form.error ? <ErrorBanner error={form.error} /> : null}
      <TextField
        name="identifier"
        label={t("identifier")}
        error={words(form.faults.identifier)}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField name="password" label={t("password")} error={words(form.faults.password)} />
      <Button type="submit" variant="primary" size="lg" loading={form.busy} className="mt-2">
        {t("submit")}
      </Button>
    </form>
  );
}
