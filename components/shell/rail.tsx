"use client";
// The narrow rail of the studio: icons with their words on hover, or always when pinned.

import { PanelLeft, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { keepChoice, railCookie } from "@/lib/i18n/cookies";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { AccountMenu } from "./account-menu";
import { openPalette } from "./commands";
import { RailLink } from "./rail-link";
import type { StudioFrame } from "./studio-frame";
import { studioSections } from "./studio-sections";
import { WorkspaceMenu } from "./workspace-menu";

export function Rail({ user, workspace, workspaces, sections, signOut }: StudioFrame) {
  const t = useTranslations("shell");
  const rail = useRef<HTMLElement>(null);
  const shown = studioSections.filter((section) => !sections || sections.includes(section.key));

  const togglePin = () => {
    const shell = rail.current?.closest<HTMLElement>("[data-pinned]");
    if (!shell) return;
    const pinned = shell.dataset.pinned !== "true";
    shell.dataset.pinned = String(pinned);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = keepChoice(railCookie, pinned ? "pinned" : "narrow");
  };

  return (
    <nav
      ref={rail}
      aria-label={t("mainMenu")}
      className="sticky top-0 z-30 flex h-dvh w-14 flex-col gap-0.5 border-line border-r bg-surface px-2.5 py-3 transition-[width] duration-200 ease-out group-data-[pinned=true]/shell:w-54 max-sm:hidden"
    >
      <WorkspaceMenu workspace={workspace} workspaces={workspaces} />
      <button
        type="button"
        onClick={openPalette}
        aria-label={t("palette.open")}
        data-tip={t("palette.open")}
        data-tip-keys="mod+k"
        data-tip-side="right"
        className="mt-2 mb-1.5 flex h-9 items-center gap-3 overflow-hidden rounded-md border border-transparent px-2 text-ink-3 hover:bg-hover hover:text-ink group-data-[pinned=true]/shell:border-line group-data-[pinned=true]/shell:bg-raised"
      >
        <Search className="size-[18px]" />
        <span className="hidden flex-1 text-left group-data-[pinned=true]/shell:block">{t("palette.title")}</span>
        <span className="hidden group-data-[pinned=true]/shell:block">
          <Kbd keys="mod+k" />
        </span>
      </button>
      {shown.map((section) => (
        <RailLink key={section.key} section={section} workspaceSlug={workspace.slug} />
      ))}
      <span className="flex-1" />
      <IconButton
        label={t("pinRail")}
        tipSide="right"
        className="size-9 group-data-[pinned=true]/shell:hidden"
        onClick={togglePin}
      >
        <PanelLeft className="size-[18px]" />
      </IconButton>
      <IconButton
        label={t("unpinRail")}
        tipSide="right"
        className="hidden size-9 group-data-[pinned=true]/shell:inline-flex"
        onClick={togglePin}
      >
        <PanelLeft className="size-[18px]" />
      </IconButton>
      <AccountMenu user={user} workspaceSlug={workspace.slug} signOut={signOut} />
    </nav>
  );
}
