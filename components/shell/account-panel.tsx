"use client";
// What is in the reader's own menu, the same in the rail and on phones.

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { useKeepChoice } from "./keep-choice";
import { LanguageChoice } from "./language-choice";
import type { StudioFrame } from "./studio-frame";
import { ThemeChoice } from "./theme-choice";

export interface AccountPanelProps {
  user: StudioFrame["user"];
  workspaceSlug: string;
  signOut: StudioFrame["signOut"];
}

const rowClass =
  "flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left hover:bg-hover touch:min-h-11 [&_svg]:text-ink-3";

export function AccountPanel({ user, workspaceSlug, signOut, onLeave }: AccountPanelProps & { onLeave: () => void }) {
  const t = useTranslations("shell");
  const keep = useKeepChoice();
  return (
    <>
      <div className="flex items-center gap-2.5 px-2 pt-1.5 pb-2.5">
        <Avatar name={user.name} src={user.avatarUrl} size="md" />
        <div className="min-w-0">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-ink-3 text-xs">{user.handle}</p>
        </div>
      </div>
      <div className="flex flex-col gap-2 border-line border-y px-2 py-2.5">
        <ThemeChoice onChoose={(theme) => void keep({ theme })} />
        <LanguageChoice onChoose={(language) => void keep({ language })} />
      </div>
      <div className="pt-1.5">
        <Link href={`/w/${workspaceSlug}/settings/account`} onClick={onLeave} className={rowClass}>
          <UserRound />
          {t("account")}
        </Link>
        <form action={signOut}>
          <button type="submit" className={rowClass}>
            <LogOut />
            {t("signOut")}
          </button>
        </form>
      </div>
    </>
  );
}
