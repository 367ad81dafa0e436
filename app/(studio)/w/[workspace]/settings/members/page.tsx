// Who can work in the workspace.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MemberList } from "@/components/settings/member-list";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { membersQuery } from "@/lib/workspaces/client";
import { listMembers } from "@/lib/workspaces/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.members") };
}

export default async function MembersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "member.view")) notFound();
  const t = await getTranslations("settings.members");
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...membersQuery(workspace.slug),
    queryFn: () => listMembers(scope, { limit: 30 }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <p className="max-w-[62ch] px-4 py-4 text-ink-2 sm:px-6">{t("text")}</p>
      <MemberList workspace={workspace.slug} />
    </HydrationBoundary>
  );
}
