"use client";
// The language of the pages. Without `onChoose` only this browser remembers it.

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { isLocale, type Locale, localeNames, locales } from "@/lib/i18n/locales";
import { Select } from "../ui/select";
import { keepLocale } from "./keep-locale";

const options = locales.map((value: Locale) => ({ value, label: localeNames[value] }));

export function LanguageChoice({ onChoose }: { onChoose?: (locale: Locale) => void }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const keepHere = (locale: Locale) => {
    keepLocale(locale);
    router.refresh();
  };
  return (
    <Select
      aria-label={t("language")}
      value={useLocale()}
      options={options}
      onChange={({ target }) => {
        if (isLocale(target.value)) (onChoose ?? keepHere)(target.value);
      }}
    />
  );
}
