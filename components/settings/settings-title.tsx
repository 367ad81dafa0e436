"use client";
// The name of the settings page that is open, as the head of the page.

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { settingsPageNames } from "./settings-nav";

export function SettingsTitle() {
  const t = useTranslations("settings");
  const last = usePathname().split("/").at(-1);
  const page = settingsPageNames.find((name) => name === last);
  return page ? t(`pages.${page}`) : t("title");
}
