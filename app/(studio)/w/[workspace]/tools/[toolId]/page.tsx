// One tool of a workspace, read here so that the page arrives with it; another workspace's is not found.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/components/shell/client-messages";
import { ToolPage } from "@/components/tools/tool-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { AppError } from "@/lib/shared/errors";
import { toolQuery } from "@/lib/tools/client";
import { getTool } from "@/lib/tools/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tools"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string; toolId: string }> }) {
  const { workspace: slug, toolId } = await params;
  const { scope, workspace } = await requireWorkspace(slug);
  if (!may(scope, "tool.view") || !z.uuid().safeParse(toolId).success) notFound();
  const client = getQueryClient();
  try {
    client.setQueryData(toolQuery(workspace.slug, toolId).queryKey, await getTool(scope, toolId));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <ClientMessages namespaces={["tools", "schemaForm", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ToolPage workspace={workspace.slug} toolId={toolId} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
