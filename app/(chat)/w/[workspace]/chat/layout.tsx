// The frame of the talking side: who is in, and their conversations, which the page arrives with.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ChatFrame } from "@/components/chat/chat-frame";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { sectionsFor, settingsPagesFor } from "@/lib/auth/section-rules";
import { signOutAction } from "@/lib/auth/sign-out-action";
import { requireWorkspace } from "@/lib/auth/viewer";
import { conversationsQuery, talkersQuery } from "@/lib/conversations/client";
import { listConversations, listTalkers } from "@/lib/conversations/queries";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("chat"))("title") };
}

export default async function ChatLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ workspace: string }>;
}) {
  const { account, workspace, workspaces, scope } = await requireWorkspace((await params).workspace);
  if (!may(scope, "conversation.use")) notFound();
  const client = getQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...conversationsQuery(workspace.slug, ""),
      queryFn: () => listConversations(scope, { limit: 30 }),
    }),
    client.prefetchQuery({ ...talkersQuery(workspace.slug), queryFn: () => listTalkers(scope, { limit: 100 }) }),
  ]);
  return (
    <ClientMessages namespaces={["approvals", "chat", "forms", "runs", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ChatFrame
          user={{ name: account.name, handle: account.email }}
          workspace={workspace}
          workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}
          sections={sectionsFor(scope)}
          settingsPages={settingsPagesFor(scope)}
          signOut={signOutAction}
          mayDebug={may(scope, "run.view")}
          mayApprove={may(scope, "approval.view")}
        >
          {children}
        </ChatFrame>
      </HydrationBoundary>
    </ClientMessages>
  );
}
