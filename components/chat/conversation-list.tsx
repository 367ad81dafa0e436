"use client";
// One's conversations by day, found by their title.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import {
  chatKey,
  conversationQuery,
  conversationsQuery,
  pin,
  remove,
  rename,
  turnsQuery,
} from "@/lib/conversations/client";
import type { ConversationView } from "@/lib/conversations/contract";
import { ErrorBanner } from "../ui/error-state";
import { Input } from "../ui/input";
import { NextPage } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { useMoment } from "../ui/ticker";
import { showToast } from "../ui/toast";
import { useChatFrame } from "./chat-frame-context";
import { conversationIn } from "./conversation-in";
import { ConversationRow } from "./conversation-row";
import { groupByDay } from "./group-by-day";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((file) => file.ConfirmDialog), { ssr: false });

export function ConversationList() {
  const t = useTranslations("chat");
  const { workspace, openConversation, startNew } = useChatFrame();
  const client = useQueryClient();
  const current = conversationIn(usePathname());
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const [deleting, setDeleting] = useState<ConversationView | null>(null);
  const list = useInfiniteQuery({ ...conversationsQuery(workspace, wanted), placeholderData: (before) => before });
  const rows = useRef<HTMLElement>(null);
  const now = useMoment();
  const groups = useMemo(
    () => groupByDay(list.data?.pages.flatMap((page) => page.items) ?? [], new Date(now)),
    [list.data, now],
  );
  const refresh = () => client.invalidateQueries({ queryKey: [...chatKey(workspace), "conversations"] });

  const fetchAhead = (conversationId: string) => {
    void client.prefetchQuery(conversationQuery(workspace, conversationId));
    void client.prefetchInfiniteQuery(turnsQuery(workspace, conversationId));
  };
  const change = async (label: string, send: () => Promise<unknown>) => {
    try {
      await send();
    } catch (error) {
      showToast({ tone: "bad", title: error instanceof Error ? error.message : label });
    }
    await refresh();
  };
  const giveName = ({ id }: ConversationView, title: string) => change(t("row.rename"), () => rename(id, title));
  const turnPin = async ({ id, pinned }: ConversationView) => {
    await change(t(pinned ? "row.unpin" : "row.pin"), () => pin(id, !pinned));
    // It has moved to another place in the list; the focus moves with it.
    requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>(`a[href$="${id}"]`)?.focus());
  };
  const takeAway = async (conversation: ConversationView) => {
    await remove(conversation.id);
    if (conversation.id === current) startNew(conversation.agentId);
    await refresh();
    showToast({ tone: "ok", title: t("row.deleted") });
  };

  return (
    <>
      <search className="px-2.5 pb-1">
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          start={<Search className="size-3.5" />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </search>
      <nav
        ref={rows}
        aria-label={t("conversations")}
        aria-busy={list.isPending}
        className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-3"
      >
        {list.isPending ? (
          <div className="flex flex-col gap-3 px-2.5 pt-4" aria-hidden="true">
            {["w-3/5", "w-4/5", "w-2/5", "w-3/4"].map((width) => (
              <Skeleton key={width} className={width} />
            ))}
          </div>
        ) : null}
        {list.error && !list.data ? <ErrorBanner error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && groups.length === 0 ? (
          <p className="px-2.5 pt-3 text-ink-3 text-xs">
            {wanted ? t("nothingFound", { text: wanted }) : t("noConversations")}
          </p>
        ) : null}
        {groups.map(({ group, items }) => (
          <section key={group}>
            <h2 className="px-2.5 pt-4 pb-1 font-medium text-2xs text-ink-3">{t(`groups.${group}`)}</h2>
            <ul className="flex flex-col gap-px">
              {items.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  workspace={workspace}
                  conversation={conversation}
                  current={conversation.id === current}
                  onOpen={() => openConversation(conversation.id)}
                  onNear={() => fetchAhead(conversation.id)}
                  onRename={(title) => void giveName(conversation, title)}
                  onPin={() => void turnPin(conversation)}
                  onDelete={() => setDeleting(conversation)}
                />
              ))}
            </ul>
          </section>
        ))}
        <NextPage of={list} />
      </nav>
      {deleting ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setDeleting(null)}
          title={t("row.deleteTitle")}
          description={t("row.deleteText", { title: deleting.title ?? t("untitled") })}
          confirmLabel={t("row.deleteConfirm")}
          onConfirm={() => takeAway(deleting)}
        />
      ) : null}
    </>
  );
}
