"use client";
// The language of the pages.

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { isLocale, type Locale, localeNames, locales } from "@/lib/i18n/locales";
import { Select } from "../ui/select";
import { keepLocale } from "./keep-locale";

const options = locales.map((value: Locale) => ({ value, label: localeNames[value] }));

export function LanguageChoice() {
  const t = useTranslations("shell");
  const router = useRouter();
  return (
    <Select
      aria-label={t("language")}
      value={useLocale()}
      options={options}
      onChange={(event) => {
        if (!isLocale(event.target.value)) return;
        keepLocale(event.target.value);
        router.refresh();
      }}
    />
  );
}
