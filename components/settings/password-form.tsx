"use client";
// A new password for one's own account.

import { useTranslations } from "next-intl";
import { changePassword, passwordChangeSchema } from "@/lib/auth/contract";
import { passwordFault } from "@/lib/auth/password-rules";
import { callOperation } from "@/lib/http/client";
import { useFaultWords } from "../forms/fault-words";
import { PasswordField } from "../forms/password-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";

export function PasswordForm({ accountNames }: { accountNames: readonly string[] }) {
  const t = useTranslations("settings.account");
  const words = useFaultWords();
  const form = useForm(
    passwordChangeSchema,
    async (body, element) => {
      await callOperation(changePassword, { body });
      element.reset();
      showToast({ tone: "ok", title: t("passwordChanged") });
      return "stay";
    },
    ({ password = "" }) => {
      const fault = passwordFault(password, accountNames);
      return fault && password !== "" ? { password: `password_${fault}` as const } : {};
    },
  );
  return (
    <form method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex max-w-md flex-col gap-4">
      {form.error ? <ErrorBanner error={form.error} /> : null}
      <PasswordField name="currentPassword" label={t("currentPassword")} error={words(form.faults.currentPassword)} />
      <PasswordField name="password" label={t("newPassword")} error={words(form.faults.password)} isNew />
      <div>
        <Button type="submit" loading={form.busy}>
          {t("changePassword")}
        </Button>
      </div>
    </form>
  );
}
