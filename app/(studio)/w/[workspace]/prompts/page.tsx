// The prompt templates of a workspace. The first page of the list is read here, so that the page arrives with it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PromptsPage } from "@/components/prompts/prompts-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { promptCategoriesQuery, promptsQuery } from "@/lib/prompts/client";
import { listPromptCategories, listPrompts } from "@/lib/prompts/queries";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prompts"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "prompt.view")) notFound();
  const client = getQueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...promptsQuery(workspace.slug),
      queryFn: () => listPrompts(scope, { limit: 30 }),
    }),
    client.prefetchQuery({
      ...promptCategoriesQuery(workspace.slug),
      queryFn: () => listPromptCategories(scope),
    }),
  ]);
  return (
    <ClientMessages namespaces={["prompts", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <PromptsPage workspace={workspace.slug} mayEdit={may(scope, "prompt.edit")} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
