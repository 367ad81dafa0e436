// The tool servers of a workspace, read here from what is stored, so that the page arrives with them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { ServersPage } from "@/components/tool-servers/servers-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { serversQuery } from "@/lib/tool-servers/client";
import { listServers } from "@/lib/tool-servers/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("toolServers"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace, caller } = await requireWorkspace((await params).workspace);
  if (!may(scope, "tool.view")) notFound();
  const client = getQueryClient();
  await client.prefetchQuery({
    queryKey: serversQuery(workspace.slug).queryKey,
    queryFn: async () => (await listServers(scope)).items,
  });
  return (
    <ClientMessages namespaces={["toolServers", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ServersPage
          workspace={workspace.slug}
          mayConnect={may(scope, "tool.approve")}
          mayAllowCommands={caller.isSystemAdmin && may(scope, "tool.approve")}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
