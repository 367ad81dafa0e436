"use client";
// The reader's own menu: account, appearance, language, sign out.

import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { tip } from "../ui/tip";
import { AccountPanel, type AccountPanelProps } from "./account-panel";
import { PopPanel } from "./pop-panel";

export function AccountMenu({ user, workspaceSlug, signOut }: AccountPanelProps) {
  const t = useTranslations("shell");
  return (
    <PopPanel
      label={t("account")}
      place="bottom-3 left-16 w-64 group-data-[pinned=true]/shell:bottom-14 group-data-[pinned=true]/shell:left-3"
      button={(attributes) => (
        <button
          type="button"
          {...attributes}
          aria-label={t("accountMenu", { name: user.name })}
          {...tip(user.name, { side: "right" })}
          className="flex h-9 items-center gap-2.5 overflow-hidden rounded-md px-1.5 hover:bg-hover"
        >
          <Avatar name={user.name} src={user.avatarUrl} />
          <span className="hidden min-w-0 flex-1 truncate text-left font-medium group-data-[pinned=true]/shell:block">
            {user.name}
          </span>
        </button>
      )}
    >
      {(close) => <AccountPanel user={user} workspaceSlug={workspaceSlug} signOut={signOut} onLeave={close} />}
    </PopPanel>
  );
}
