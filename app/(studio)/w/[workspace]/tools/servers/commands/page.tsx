// The commands that tool servers may be started by, for administrators of the installation.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { CommandsPage } from "@/components/tool-servers/commands-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { allowedCommandsQuery } from "@/lib/tool-servers/client";
import { listAllowedCommands } from "@/lib/tool-servers/commands/allow-commands";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("toolServers"))("commands.title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace, caller } = await requireWorkspace((await params).workspace);
  if (!caller.isSystemAdmin || !may(scope, "tool.approve")) notFound();
  const client = getQueryClient();
  await client.prefetchQuery({
    queryKey: allowedCommandsQuery(workspace.slug).queryKey,
    queryFn: async () => (await listAllowedCommands(scope)).items,
  });
  return (
    <ClientMessages namespaces={["toolServers", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CommandsPage workspace={workspace.slug} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
