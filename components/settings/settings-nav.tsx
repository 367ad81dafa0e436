"use client";
// The pages of the settings: a column beside them, a row above them on phones, scrolled to the one that is open.

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { SettingsPageName } from "@/lib/auth/section-rules";
import { cn } from "../ui/cn";

export function SettingsNav({ workspace, pages }: { workspace: string; pages: readonly SettingsPageName[] }) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another open page
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[aria-current]");
    // Only the row moves; scrollIntoView might take the page along.
    if (row.current && open)
      row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label={t("nav")}
      className="relative flex flex-none gap-1 border-line px-4 py-2 max-lg:overflow-x-auto max-lg:border-b sm:px-6 lg:w-52 lg:flex-col lg:border-r lg:px-3 lg:py-4"
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
