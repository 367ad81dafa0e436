// The runs of a workspace. The first page, filtered as the address says, is read here, so that the list arrives with it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { choiceOf, filterOf } from "@/components/runs/run-choice";
import { RunsPage } from "@/components/runs/runs-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { runsQuery } from "@/lib/runs/client";
import { listRuns } from "@/lib/runs/queries";

interface PageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function Page({ params, searchParams }: PageProps) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "run.view")) notFound();
  const asked = await searchParams;
  const readAt = Date.now();
  const filter = filterOf(
    choiceOf((name) => [asked[name] ?? null].flat()[0] ?? null),
    readAt,
  );
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...runsQuery(workspace.slug, filter),
    queryFn: () => listRuns(scope, { ...filter, limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["approvals", "forms", "runs", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RunsPage workspace={workspace.slug} mayRun={may(scope, "workflow.run")} readAt={readAt} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
