"use client";
// Which workspace one is in, and the way to another.

import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { Logo } from "../ui/logo";
import { tip } from "../ui/tip";
import { PopPanel } from "./pop-panel";
import type { StudioFrame } from "./studio-frame";

export function WorkspaceList({
  workspace,
  workspaces,
  onPick,
}: Pick<StudioFrame, "workspace" | "workspaces"> & { onPick: () => void }) {
  return (
    <ul>
      {workspaces.map((one) => (
        <li key={one.slug}>
          <Link
            href={`/w/${one.slug}`}
            onClick={onPick}
            aria-current={one.slug === workspace.slug ? "true" : undefined}
            className="flex min-h-9 items-center gap-2.5 rounded-sm px-2 py-1 hover:bg-hover touch:min-h-11"
          >
            <Avatar name={one.name} shape="square" />
            <span className="min-w-0 flex-1 truncate">{one.name}</span>
            {one.slug === workspace.slug ? <Check className="text-accent" /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function WorkspaceMenu({ workspace, workspaces }: Pick<StudioFrame, "workspace" | "workspaces">) {
  const t = useTranslations("shell");
  return (
    <PopPanel
      label={t("workspaces")}
      place="top-3 left-16 w-64 group-data-[pinned=true]/shell:top-14 group-data-[pinned=true]/shell:left-3"
      button={(attributes) => (
        <button
          type="button"
          {...attributes}
          aria-label={t("switchWorkspace", { name: workspace.name })}
          {...tip(workspace.name, { side: "right" })}
          className="flex h-9 items-center gap-2.5 overflow-hidden rounded-md px-1.5 hover:bg-hover"
        >
          <Logo />
          <span className="hidden min-w-0 flex-1 truncate text-left font-semibold text-base group-data-[pinned=true]/shell:block">
            {workspace.name}
          </span>
          <ChevronsUpDown className="hidden size-3.5 text-ink-3 group-data-[pinned=true]/shell:block" />
        </button>
      )}
    >
      {(close) => (
        <>
          <p className="px-2 pt-1 pb-1 font-medium text-2xs text-ink-3">{t("workspaces")}</p>
          <WorkspaceList workspace={workspace} workspaces={workspaces} onPick={close} />
        </>
      )}
    </PopPanel>
  );
}
