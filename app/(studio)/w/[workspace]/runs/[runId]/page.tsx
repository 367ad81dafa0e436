// One run. Its row and, where it has ended, what its nodes did are read here; one under way is followed by the page.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { isOpenRun } from "@/components/runs/run-looks";
import { RunPage } from "@/components/runs/run-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { runNodesQuery, runQuery } from "@/lib/runs/client";
import { getRun, listRunNodes } from "@/lib/runs/queries";
import { AppError } from "@/lib/shared/errors";

interface PageProps {
  params: Promise<{ workspace: string; runId: string }>;
}

// Once for the page and its title.
const readRun = cache(async (workspaceSlug: string, runId: string) => {
  const { scope, workspace } = await requireWorkspace(workspaceSlug);
  if (!may(scope, "run.view") || !z.uuid().safeParse(runId).success) notFound();
  try {
    return { scope, workspace, run: await getRun(scope, runId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { workspace, runId } = await params;
  const [t, { run }] = await Promise.all([getTranslations("runs.panel"), readRun(workspace, runId)]);
  return { title: t("title", { name: run.agentName ?? run.workflowName }) };
}

export default async function Page({ params }: PageProps) {
  const { workspace: slug, runId } = await params;
  const { scope, workspace, run } = await readRun(slug, runId);
  const client = getQueryClient();
  client.setQueryData(runQuery(workspace.slug, runId).queryKey, run);
  if (!isOpenRun(run.status)) {
    await client.prefetchInfiniteQuery({
      ...runNodesQuery(workspace.slug, runId),
      queryFn: () => listRunNodes(scope, runId, { limit: 500 }),
    });
  }
  return (
    <ClientMessages namespaces={["approvals", "forms", "runs", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RunPage
          key={runId}
          workspace={workspace.slug}
          runId={runId}
          may={{
            run: may(scope, "workflow.run"),
            cancel: may(scope, "run.cancel"),
            approve: may(scope, "approval.view"),
            edit: may(scope, "workflow.edit"),
          }}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
