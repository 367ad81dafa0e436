// The tools of a workspace. The first page of the list is read here, so that the page arrives with it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { ToolsPage } from "@/components/tools/tools-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { toolsQuery } from "@/lib/tools/client";
import { mayAddTools, mayReviewTools } from "@/lib/tools/policy";
import { listTools } from "@/lib/tools/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tools"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "tool.view")) notFound();
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...toolsQuery(workspace.slug, {}),
    queryFn: () => listTools(scope, { limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["tools", "schemaForm", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ToolsPage
          workspace={workspace.slug}
          userId={scope.userId}
          mayAdd={mayAddTools(scope.permissions)}
          mayReview={mayReviewTools(scope.permissions)}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
