"use client";
// One section in the rail; knows whether the reader is in it.

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ApprovalCount } from "../approvals/approval-count";
import { cn } from "../ui/cn";
import { tip } from "../ui/tip";
import { isInSection, type StudioSection } from "./studio-sections";

export function RailLink({ section, workspaceSlug }: { section: StudioSection; workspaceSlug: string }) {
  const t = useTranslations("shell.sections");
  const here = isInSection(usePathname(), workspaceSlug, section.path);
  const Icon = section.icon;
  return (
    <Link
      href={`/w/${workspaceSlug}/${section.path}`}
      aria-current={here ? "page" : undefined}
      {...tip(t(section.key), { side: "right" })}
      className={cn(
        "relative flex h-9 items-center gap-3 overflow-hidden rounded-md px-2 font-medium transition-colors duration-100",
        here ? "bg-accent-soft text-accent-text" : "text-ink-3 hover:bg-hover hover:text-ink",
      )}
    >
      <Icon className="size-[18px]" />
      <span className="sr-only group-data-[pinned=true]/shell:not-sr-only">{t(section.key)}</span>
      {section.key === "approvals" ? (
        <ApprovalCount
          workspace={workspaceSlug}
          className="absolute top-0.5 right-0 group-data-[pinned=true]/shell:static group-data-[pinned=true]/shell:ml-auto"
        />
      ) : null}
    </Link>
  );
}
