"use client";
// Name and username of one's own account.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Account, profileSchema, updateAccount } from "@/lib/auth/contract";
import { callOperation } from "@/lib/http/client";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { ErrorBanner } from "../ui/error-state";
import { SaveRow } from "./save-row";

export function ProfileForm({ account }: { account: Account }) {
  const t = useTranslations("settings");
  const words = useFaultWords();
  const router = useRouter();
  const [saved, setSaved] = useState(false);
  const form = useForm(profileSchema, async (body) => {
    await callOperation(updateAccount, { body });
    setSaved(true);
    router.refresh();
    return "stay";
  });
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
        label={t("account.name")}
        defaultValue={account.name}
        error={words(form.faults.name)}
        required
        autoComplete="name"
      />
      <TextField
        name="username"
        label={t("account.username")}
        hint={t("account.usernameHint")}
        defaultValue={account.username}
        error={words(form.faults.username)}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField name="email" label={t("account.email")} defaultValue={account.email} readOnly />
      <SaveRow label={t("save")} savedLabel={t("saved")} busy={form.busy} saved={saved} />
    </form>
  );
}
