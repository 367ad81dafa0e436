// The runs of a workspace. The first page is read here, so that the list arrives with it.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RunsPage } from "@/components/runs/runs-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { runsQuery } from "@/lib/runs/client";
import { listRuns } from "@/lib/runs/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runs"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "run.view")) notFound();
  const client = getQueryClient();
  await client.prefetchInfiniteQuery({
    ...runsQuery(workspace.slug, {}),
    queryFn: () => listRuns(scope, { limit: 30 }),
  });
  return (
    <ClientMessages namespaces={["runs", "shell"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RunsPage workspace={workspace.slug} />
      </HydrationBoundary>
    </ClientMessages>
  );
}
