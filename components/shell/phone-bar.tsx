"use client";
// The studio's menu at the bottom of a phone: four sections, and everything else under "More".

import { Ellipsis, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ApprovalCount } from "../approvals/approval-count";
import { cn } from "../ui/cn";
import { AccountPanel } from "./account-panel";
import { openPalette } from "./commands";
import { PopPanel } from "./pop-panel";
import type { StudioFrame } from "./studio-frame";
import { isInSection, studioSections } from "./studio-sections";
import { WorkspaceList } from "./workspace-menu";

const spotClass =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 font-medium text-2xs focus-visible:-outline-offset-2 [&_svg]:size-5";
const rowClass = "flex min-h-11 w-full items-center gap-3 rounded-sm px-2 text-left hover:bg-hover [&_svg]:text-ink-3";

export function PhoneBar({ user, workspace, workspaces, sections, signOut }: StudioFrame) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const shown = studioSections.filter((section) => !sections || sections.includes(section.key));
  const rest = shown.filter((section) => !section.onPhoneBar);
  const inRest = rest.some((section) => isInSection(pathname, workspace.slug, section.path));
  return (
    <nav
      aria-label={t("mainMenu")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown
        .filter((section) => section.onPhoneBar)
        .map((section) => {
          const here = isInSection(pathname, workspace.slug, section.path);
          const Icon = section.icon;
          return (
            <Link
              key={section.key}
              href={`/w/${workspace.slug}/${section.path}`}
              aria-current={here ? "page" : undefined}
              className={cn(spotClass, here ? "text-accent-text" : "text-ink-2")}
            >
              <Icon />
              <span className="max-w-full truncate px-1">{t(`sections.${section.key}`)}</span>
            </Link>
          );
        })}
      <PopPanel
        label={t("moreSections")}
        place="inset-x-2 w-auto bottom-[calc(64px+env(safe-area-inset-bottom))] max-h-[calc(100dvh-96px)] overflow-y-auto"
        button={(attributes) => (
          <button type="button" {...attributes} className={cn(spotClass, inRest ? "text-accent-text" : "text-ink-2")}>
            <span className="relative">
              <Ellipsis />
              {rest.some(({ key }) => key === "approvals") ? (
                <ApprovalCount workspace={workspace.slug} className="absolute -top-1.5 left-3.5" />
              ) : null}
            </span>
            {t("moreSections")}
          </button>
        )}
      >
        {(close) => (
          <>
            <button
              type="button"
              className={rowClass}
              onClick={() => {
                close();
                openPalette();
              }}
            >
              <Search />
              {t("palette.open")}
            </button>
            {rest.map((section) => {
              const Icon = section.icon;
              return (
                <Link
                  key={section.key}
                  href={`/w/${workspace.slug}/${section.path}`}
                  onClick={close}
                  className={rowClass}
                >
                  <Icon />
                  {t(`sections.${section.key}`)}
                  {section.key === "approvals" ? (
                    <ApprovalCount workspace={workspace.slug} className="ml-auto" />
                  ) : null}
                </Link>
              );
            })}
            {workspaces.length > 1 ? (
              <div className="mt-1 border-line border-t pt-1">
                <p className="px-2 pt-1 font-medium text-2xs text-ink-3">{t("workspaces")}</p>
                <WorkspaceList workspace={workspace} workspaces={workspaces} onPick={close} />
              </div>
            ) : null}
            <div className="mt-1 border-line border-t pt-1">
              <AccountPanel user={user} workspaceSlug={workspace.slug} signOut={signOut} onLeave={close} />
            </div>
          </>
        )}
      </PopPanel>
    </nav>
  );
}
