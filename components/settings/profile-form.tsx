"use client";
// Name and username of one's own account.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Account, profileSchema, updateAccount } from "@/lib/auth/contract";
import { callOperation } from "@/lib/http/client";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { SettingsFields, useSettingsForm } from "./settings-form";

export function ProfileForm({ account }: { account: Account }) {
  const t = useTranslations("settings");
  const words = useFaultWords();
  const router = useRouter();
  const form = useSettingsForm(profileSchema, async (body) => {
    await callOperation(updateAccount, { body });
    router.refresh();
  });
  return (
    <SettingsFields form={form}>
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
    </SettingsFields>
  );
}
