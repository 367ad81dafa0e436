// The API keys of the workspace, for those who may manage them.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KeyList } from "@/components/settings/key-list";
import { apiKeysQuery } from "@/lib/api-keys/client";
import { listApiKeys } from "@/lib/api-keys/queries";
import { permissionCodes } from "@/lib/auth/permissions";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.keys") };
}

export default async function KeysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "apikey.manage")) notFound();
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...apiKeysQuery(workspace.slug),
    queryFn: () => listApiKeys(scope, { limit: 30 }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <KeyList workspace={workspace.slug} held={permissionCodes.filter((permission) => may(scope, permission))} />
    </HydrationBoundary>
  );
}
