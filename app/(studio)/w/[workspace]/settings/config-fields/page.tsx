// The dictionary of the fields that nodes are configured with.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfigFieldsPage } from "@/components/node-templates/config-fields-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { requireWorkspace } from "@/lib/auth/viewer";
import { configFieldsQuery } from "@/lib/node-templates/client";
import { mayManageTemplates } from "@/lib/node-templates/policy";
import { listConfigFields } from "@/lib/node-templates/queries";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.config-fields") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace, caller } = await requireWorkspace((await params).workspace);
  if (!mayManageTemplates(scope.permissions)) notFound();
  const client = getQueryClient();
  await client.prefetchQuery({
    ...configFieldsQuery(workspace.slug),
    queryFn: async () => (await listConfigFields(scope)).items,
  });
  return (
    <ClientMessages namespaces={["templates", "nodes", "settings", "forms", "auth", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ConfigFieldsPage workspace={workspace.slug} mayChange={caller.isSystemAdmin} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
