// One prompt template, read here so that the page arrives with it; another workspace's is not found.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PromptPage } from "@/components/prompts/prompt-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { promptQuery } from "@/lib/prompts/client";
import { getPrompt } from "@/lib/prompts/queries";
import { getQueryClient } from "@/lib/query";
import { AppError } from "@/lib/shared/errors";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prompts"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string; promptId: string }> }) {
  const { workspace: slug, promptId } = await params;
  const { scope, workspace } = await requireWorkspace(slug);
  if (!may(scope, "prompt.view") || !z.uuid().safeParse(promptId).success) notFound();
  const client = getQueryClient();
  try {
    client.setQueryData(promptQuery(workspace.slug, promptId).queryKey, await getPrompt(scope, promptId));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <ClientMessages namespaces={["prompts", "forms", "parameters", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <PromptPage workspace={workspace.slug} promptId={promptId} mayEdit={may(scope, "prompt.edit")} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
