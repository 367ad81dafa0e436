"use client";
// The name of the settings page that is open, as the head of the page.

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { SettingsPageName } from "@/lib/auth/section-rules";

export function SettingsTitle({ pages }: { pages: readonly SettingsPageName[] }) {
  const t = useTranslations("settings");
  const last = usePathname().split("/").at(-1);
  const page = pages.find((name) => name === last);
  return page ? t(`pages.${page}`) : t("title");
}
