"use client";
// The pages of the settings: a column beside them, a row above them on phones.

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "../ui/cn";

export const settingsPageNames = ["account", "workspace", "members", "keys", "audit"] as const;
export type SettingsPageName = (typeof settingsPageNames)[number];

export function SettingsNav({ workspace, pages }: { workspace: string; pages: readonly SettingsPageName[] }) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  return (
    <nav
      aria-label={t("nav")}
      className="flex flex-none gap-1 border-line px-4 py-2 max-lg:overflow-x-auto max-lg:border-b sm:px-6 lg:w-52 lg:flex-col lg:border-r lg:px-3 lg:py-4"
    >
      {pages.map((page) => {
        const href = `/w/${workspace}/settings/${page}`;
        const here = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={page}
            href={href}
            {...(here ? { "aria-current": "page" } : {})}
            className={cn(
              "flex h-8 flex-none items-center whitespace-nowrap rounded-sm px-2.5 text-ink-2 hover:bg-hover hover:text-ink touch:min-h-11",
              here && "bg-accent-soft font-medium text-accent-text hover:bg-accent-soft hover:text-accent-text",
            )}
          >
            {t(`pages.${page}`)}
          </Link>
        );
      })}
    </nav>
  );
}
