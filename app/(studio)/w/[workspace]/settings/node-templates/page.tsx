// What the designer's palette offers, for those who may change it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TemplatesPage } from "@/components/node-templates/templates-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { requireWorkspace } from "@/lib/auth/viewer";
import { mayManageTemplates } from "@/lib/node-templates/policy";
import { getQueryClient } from "@/lib/query";
import { nodeTemplatesQuery } from "@/lib/workflows/client";
import { listNodeTemplates } from "@/lib/workflows/list-node-templates";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.node-templates") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!mayManageTemplates(scope.permissions)) notFound();
  const client = getQueryClient();
  await client.prefetchQuery({
    ...nodeTemplatesQuery(workspace.slug),
    queryFn: async () => (await listNodeTemplates(scope)).items,
  });
  return (
    <ClientMessages
      namespaces={[
        "templates",
        "nodes",
        "designer",
        "settings",
        "parameters",
        "problems",
        "graph",
        "forms",
        "approvals",
        "auth",
        "shell",
      ]}
    >
      <HydrationBoundary state={dehydrate(client)}>
        <TemplatesPage workspace={workspace.slug} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
