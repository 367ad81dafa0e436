// Providers and models of a workspace. The lists are read here, so that the page arrives with them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ModelsPage } from "@/components/models/models-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { collectPages, modelsQuery, providersQuery } from "@/lib/models/client";
import { mayManageModels } from "@/lib/models/policy";
import { listModels, listProviders } from "@/lib/models/queries";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("models"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "model.view")) notFound();
  const client = getQueryClient();
  // Awaited: a list of dozens is there at once, and what the server draws is what the browser finds.
  await Promise.all([
    client.prefetchQuery({
      ...providersQuery(workspace.slug),
      queryFn: () => collectPages((page) => listProviders(scope, page)),
    }),
    client.prefetchQuery({
      ...modelsQuery(workspace.slug),
      queryFn: () => collectPages((page) => listModels(scope, page)),
    }),
  ]);
  return (
    <ClientMessages namespaces={["models", "parameters", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ModelsPage workspace={workspace.slug} mayManage={mayManageModels(scope.permissions)} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
