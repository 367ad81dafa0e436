// The audit log of the workspace, for those who may read it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuditList } from "@/components/settings/audit-list";
import { auditLogsQuery } from "@/lib/audit/client";
import { listAuditLogs } from "@/lib/audit/queries";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.audit") };
}

export default async function AuditPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "audit.view")) notFound();
  const t = await getTranslations("settings.audit");
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...auditLogsQuery(workspace.slug, null),
    queryFn: () => listAuditLogs(scope, { limit: 30 }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <p className="max-w-[62ch] px-4 py-4 text-ink-2 sm:px-6">{t("text")}</p>
      <AuditList workspace={workspace.slug} />
    </HydrationBoundary>
  );
}
