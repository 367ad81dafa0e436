"use client";
// The frame of the talking side: conversations at the left (behind a button on phones), the one that is open beside
// them, and a way back to the studio.

import { ArrowLeft, SquarePen } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { AccountPanel } from "../shell/account-panel";
import { CommandHost } from "../shell/command-host";
import { useCommands } from "../shell/commands";
import { PopPanel } from "../shell/pop-panel";
import type { StudioFrame } from "../shell/studio-frame";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Logo } from "../ui/logo";
import { tip } from "../ui/tip";
import { ChatFrameContext, newConversationEvent } from "./chat-frame-context";
import { ConversationList } from "./conversation-list";

const Sheet = dynamic(() => import("../ui/sheet").then((file) => file.Sheet), { ssr: false });

export type ChatFrameProps = StudioFrame & { mayDebug: boolean; mayApprove: boolean; children: ReactNode };

export function ChatFrame({ mayDebug, mayApprove, children, ...frame }: ChatFrameProps) {
  const t = useTranslations("chat");
  const [listOpen, setListOpen] = useState(false);
  const workspace = frame.workspace.slug;
  const base = `/w/${workspace}/chat`;

  const open = useCallback((address: string) => {
    setListOpen(false);
    // The page follows the address by itself, so that no server is asked on the way from one conversation to another.
    window.history.pushState(null, "", address);
  }, []);
  const openConversation = useCallback((id: string) => open(`${base}/${id}`), [open, base]);
  const startNew = useCallback(
    (agentId?: string) => {
      window.dispatchEvent(new CustomEvent(newConversationEvent));
      open(agentId ? `${base}?agent=${agentId}` : base);
    },
    [open, base],
  );
  const openList = useCallback(() => setListOpen(true), []);
  const value = useMemo(
    () => ({ workspace, mayDebug, mayApprove, openList, openConversation, startNew }),
    [workspace, mayDebug, mayApprove, openList, openConversation, startNew],
  );
  useCommands(
    useMemo(
      () => [
        { id: "chat-new", title: t("commands.new"), keys: "mod+shift+o", icon: <SquarePen />, run: () => startNew() },
      ],
      [t, startNew],
    ),
  );

  const side = (
    <>
      <div className="flex-none px-2.5 pt-1 pb-2.5">
        <Button className="w-full" icon={<SquarePen />} onClick={() => startNew()}>
          {t("newConversation")}
        </Button>
      </div>
      <ConversationList />
    </>
  );

  return (
    <ChatFrameContext value={value}>
      <div className="grid h-dvh grid-cols-[272px_minmax(0,1fr)] max-md:grid-cols-1">
        <CommandHost workspace={frame.workspace} sections={frame.sections} settingsPages={frame.settingsPages} />
        <aside
          aria-label={t("conversations")}
          className="flex min-h-0 flex-col border-line border-r bg-surface max-md:hidden"
        >
          <div className="flex h-13 flex-none items-center gap-2.5 px-3.5">
            <Logo className="size-5.5" />
            <span className="min-w-0 flex-1 truncate font-semibold text-base">{frame.workspace.name}</span>
            <Studio workspace={workspace} />
          </div>
          {side}
          <div className="flex-none border-line border-t p-2">
            <Account {...frame} />
          </div>
        </aside>
        <div className="flex min-h-0 min-w-0 flex-col">{children}</div>
      </div>
      {listOpen ? (
        <Sheet
          open
          side="left"
          title={t("conversations")}
          onOpenChange={setListOpen}
          actions={<Studio workspace={workspace} />}
          footer={
            <div className="w-full">
              <Account {...frame} />
            </div>
          }
        >
          <div className="-mx-2.5 flex h-full min-h-0 flex-col">{side}</div>
        </Sheet>
      ) : null}
    </ChatFrameContext>
  );
}

function Studio({ workspace }: { workspace: string }) {
  const t = useTranslations("chat");
  return (
    <Link
      href={`/w/${workspace}/agents`}
      aria-label={t("toStudio")}
      {...tip(t("toStudio"), { side: "bottom" })}
      className="hit inline-flex size-8 flex-none items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
    >
      <ArrowLeft />
    </Link>
  );
}

function Account({ user, workspace, signOut }: StudioFrame) {
  const t = useTranslations("shell");
  return (
    <PopPanel
      label={t("account")}
      place="bottom-14 left-2 w-64"
      button={(attributes) => (
        <button
          type="button"
          {...attributes}
          aria-label={t("accountMenu", { name: user.name })}
          className="flex h-9 w-full items-center gap-2.5 rounded-md px-1.5 hover:bg-hover touch:min-h-11"
        >
          <Avatar name={user.name} src={user.avatarUrl} />
          <span className="min-w-0 flex-1 truncate text-left">
            {user.name} · {workspace.name}
          </span>
        </button>
      )}
    >
      {(close) => <AccountPanel user={user} workspaceSlug={workspace.slug} signOut={signOut} onLeave={close} />}
    </PopPanel>
  );
}
