// The agents of a workspace, read here so that the page arrives with them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AgentsPage } from "@/components/agents/agents-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { agentsQuery } from "@/lib/agents/client";
import { listAgents } from "@/lib/agents/queries";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agents"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "agent.view")) notFound();
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...agentsQuery(workspace.slug, ""),
    queryFn: () => listAgents(scope, { limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["agents", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <AgentsPage workspace={workspace.slug} mayEdit={may(scope, "agent.edit")} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
