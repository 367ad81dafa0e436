// The secrets of the workspace, for those who may manage them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SecretList } from "@/components/settings/secret-list";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { secretsQuery } from "@/lib/secrets/client";
import { listSecrets } from "@/lib/secrets/commands";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.secrets") };
}

export default async function SecretsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "secret.manage")) notFound();
  const client = getQueryClient();
  await client.prefetchQuery({
    ...secretsQuery(workspace.slug),
    queryFn: async () => (await listSecrets(scope)).items,
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SecretList workspace={workspace.slug} />
    </HydrationBoundary>
  );
}
