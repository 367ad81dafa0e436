// One tool server with its tools, read here from what is stored.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { ServerPage } from "@/components/tool-servers/server-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { AppError } from "@/lib/shared/errors";
import { serverQuery, serverToolsQuery } from "@/lib/tool-servers/client";
import { getServer, listToolsOfServer } from "@/lib/tool-servers/queries";

interface PageProps {
  params: Promise<{ workspace: string; serverId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

// Once for the page and its title.
const readServer = cache(async (workspaceSlug: string, serverId: string) => {
  const { scope, workspace } = await requireWorkspace(workspaceSlug);
  if (!may(scope, "tool.view") || !z.uuid().safeParse(serverId).success) notFound();
  try {
    return { scope, workspace, server: await getServer(scope, serverId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { workspace, serverId } = await params;
  return { title: (await readServer(workspace, serverId)).server.name };
}

const signInEnd = z.enum(["done", "refused", "failed", "late"]);

export default async function Page({ params, searchParams }: PageProps) {
  const { workspace: slug, serverId } = await params;
  const { scope, workspace, server } = await readServer(slug, serverId);
  const ended = signInEnd.safeParse((await searchParams).signIn);
  const client = getQueryClient();
  client.setQueryData(serverQuery(workspace.slug, serverId).queryKey, server);
  await client.prefetchQuery({
    queryKey: serverToolsQuery(workspace.slug, serverId).queryKey,
    queryFn: async () => (await listToolsOfServer(scope, serverId)).items,
  });
  return (
    <ClientMessages namespaces={["toolServers", "schemaForm", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ServerPage
          key={serverId}
          workspace={workspace.slug}
          serverId={serverId}
          may={{ connect: may(scope, "tool.approve"), manage: may(scope, "tool.manage") }}
          signInEnd={ended.success ? ended.data : null}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
