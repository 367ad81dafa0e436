// The workflows of a workspace, the last changed first.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { WorkflowsPage } from "@/components/workflows/workflows-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { workflowsQuery } from "@/lib/workflows/client";
import { listWorkflows } from "@/lib/workflows/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workflows"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "workflow.view")) notFound();
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...workflowsQuery(workspace.slug, { search: "", status: null }),
    queryFn: () => listWorkflows(scope, { limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["workflows", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <WorkflowsPage workspace={workspace.slug} mayEdit={may(scope, "workflow.edit")} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
