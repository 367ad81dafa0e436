"use client";
// The open conversation, by the address. A new one gets its address with its first question, without being drawn anew,
// so the page follows the address itself and not the route that was loaded.

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { conversationQuery, talkersQuery } from "@/lib/conversations/client";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { newConversationEvent, useChatFrame } from "./chat-frame-context";
import { ChatHead } from "./chat-head";
import { Conversation } from "./conversation";
import { conversationIn } from "./conversation-in";
import { keepLastAgent, readLastAgent } from "./drafts";

interface Session {
  /** Stays while a new conversation gets its id. */
  key: string;
  conversationId: string | null;
  pathname: string;
  /** How many new conversations were begun in this tab. */
  begun: number;
}

function sessionAt(pathname: string, begun: number): Session {
  const conversationId = conversationIn(pathname);
  return { key: conversationId ?? `new-${begun}`, conversationId, pathname, begun };
}

export function ChatPage() {
  const t = useTranslations("chat");
  const { workspace, startNew } = useChatFrame();
  const pathname = usePathname();
  const wanted = useSearchParams().get("agent");
  const [session, setSession] = useState(() => sessionAt(pathname, 0));
  if (session.pathname !== pathname) {
    const stays = conversationIn(pathname) === session.conversationId;
    setSession(stays ? { ...session, pathname } : sessionAt(pathname, session.begun + 1));
  }
  useEffect(() => {
    const renew = () =>
      setSession((was) => (was.conversationId === null ? sessionAt(was.pathname, was.begun + 1) : was));
    window.addEventListener(newConversationEvent, renew);
    return () => window.removeEventListener(newConversationEvent, renew);
  }, []);

  const talkers = useQuery(talkersQuery(workspace));
  const conversation = useQuery({
    ...conversationQuery(workspace, session.conversationId ?? ""),
    enabled: session.conversationId !== null,
  });
  const [last, setLast] = useState<string | null>();
  // Undefined until it was read, which the server cannot.
  useEffect(() => setLast(readLastAgent(workspace)), [workspace]);
  const others = talkers.data?.items ?? [];
  const chosen = others.find(({ id }) => id === wanted) ?? others.find(({ id }) => id === last) ?? others[0] ?? null;
  const talker = session.conversationId === null ? chosen : (conversation.data?.agent ?? null);
  const talkerId = talker?.id;
  useEffect(() => {
    if (talkerId === undefined || last === undefined || talkerId === last) return;
    // The next new conversation is with the same agent.
    setLast(talkerId);
    keepLastAgent(workspace, talkerId);
  }, [workspace, talkerId, last]);

  const onBegun = useCallback(
    (conversationId: string) => {
      setSession((was) => ({ ...was, conversationId }));
      // The router learns of the new address without drawing the page anew.
      window.history.replaceState(null, "", `/w/${workspace}/chat/${conversationId}`);
    },
    [workspace],
  );

  const error = session.conversationId === null ? talkers.error : conversation.error;
  if (error && !talker) {
    return (
      <>
        <ChatHead talker={null} others={[]} onChoose={startNew} debug={null} />
        <ErrorState
          error={error}
          onRetry={() => void (session.conversationId === null ? talkers.refetch() : conversation.refetch())}
        />
      </>
    );
  }
  if (session.conversationId === null && talkers.isSuccess && others.length === 0) {
    return (
      <main className="flex min-h-0 flex-1 flex-col">
        <ChatHead talker={null} others={[]} onChoose={startNew} debug={null} />
        <EmptyState
          drawing="voices"
          heading="h1"
          title={t("noAgents.title")}
          className="flex-1 justify-center"
          action={
            <ButtonLink variant="primary" href={`/w/${workspace}/agents`}>
              {t("noAgents.action")}
            </ButtonLink>
          }
        >
          {t("noAgents.text")}
        </EmptyState>
      </main>
    );
  }
  return (
    <Conversation
      key={session.key}
      workspace={workspace}
      conversationId={session.conversationId}
      talker={talker}
      others={others}
      inputs={conversation.data?.inputs ?? null}
      onBegun={onBegun}
    />
  );
}
