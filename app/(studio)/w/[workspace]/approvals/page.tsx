// The inbox of approvals. The first page, filtered as the address says, is read here, so that the list arrives with it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { choiceOf, filterOf } from "@/components/approvals/approval-choice";
import { ApprovalsPage } from "@/components/approvals/approvals-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { approvalsQuery } from "@/lib/approvals/client";
import { approvalFilterSchema } from "@/lib/approvals/contract";
import { listApprovals } from "@/lib/approvals/queries";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";

interface PageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") };
}

export default async function Page({ params, searchParams }: PageProps) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "approval.view")) notFound();
  const asked = await searchParams;
  const filter = filterOf(choiceOf((name) => [asked[name] ?? null].flat()[0] ?? null));
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...approvalsQuery(workspace.slug, filter),
    queryFn: () => listApprovals(scope, { ...approvalFilterSchema.parse(filter), limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["approvals", "forms", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ApprovalsPage workspace={workspace.slug} mayOpenRuns={may(scope, "run.view")} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
