// One agent, read here so that the page arrives with its form filled.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AgentPage } from "@/components/agents/agent-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { agentQuery } from "@/lib/agents/client";
import { getAgent } from "@/lib/agents/queries";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agents"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string; agentId: string }> }) {
  const { workspace: slug, agentId } = await params;
  const { scope, workspace } = await requireWorkspace(slug);
  if (!may(scope, "agent.view") || !z.uuid().safeParse(agentId).success) notFound();
  const client = getQueryClient();
  const query = agentQuery(workspace.slug, agentId);
  await client.prefetchQuery({ ...query, queryFn: () => getAgent(scope, agentId) });
  if (!client.getQueryData(query.queryKey)) notFound();
  return (
    <ClientMessages namespaces={["agents", "graph", "parameters", "problems", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <AgentPage
          workspace={workspace.slug}
          agentId={agentId}
          mayEdit={may(scope, "agent.edit")}
          mayPublish={may(scope, "agent.publish")}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
