// A conversation with its newest turns, read here so that the page arrives with them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ChatPage } from "@/components/chat/chat-page";
import { requireWorkspace } from "@/lib/auth/viewer";
import { conversationQuery, turnsQuery } from "@/lib/conversations/client";
import { getConversation, listTurns } from "@/lib/conversations/queries";
import { getQueryClient } from "@/lib/query";

export default async function Page({ params }: { params: Promise<{ workspace: string; conversationId: string }> }) {
  const { workspace: slug, conversationId } = await params;
  const { scope, workspace } = await requireWorkspace(slug);
  if (!z.uuid().safeParse(conversationId).success) notFound();
  const client = getQueryClient();
  await Promise.all([
    client.prefetchQuery({
      ...conversationQuery(workspace.slug, conversationId),
      queryFn: () => getConversation(scope, conversationId),
    }),
    client.prefetchInfiniteQuery({
      ...turnsQuery(workspace.slug, conversationId),
      queryFn: () => listTurns(scope, conversationId, { limit: 30 }),
    }),
  ]);
  if (!client.getQueryData(conversationQuery(workspace.slug, conversationId).queryKey)) notFound();
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChatPage />
    </HydrationBoundary>
  );
}
