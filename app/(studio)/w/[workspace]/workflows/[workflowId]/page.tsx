// The designer of one workflow. It arrives with its draft and its palette, so that the canvas is there at once.

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { DesignerPage } from "@/components/canvas/designer-page";
import { ClientMessages } from "@/components/shell/client-messages";
import type { Scope } from "@/lib/auth/scope";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getQueryClient } from "@/lib/query";
import { AppError } from "@/lib/shared/errors";
import { graphFactsQuery, nodeTemplatesQuery } from "@/lib/workflows/client";
import { listNodeTemplates } from "@/lib/workflows/list-node-templates";
import { getDraft, getGraphFacts, getWorkflow } from "@/lib/workflows/queries";

interface Params {
  params: Promise<{ workspace: string; workflowId: string }>;
}

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

// Title and page ask for the same row.
const findWorkflow = cache(async (scope: Scope, workflowId: string) => {
  if (!isId.test(workflowId) || !may(scope, "workflow.view")) notFound();
  try {
    return await getWorkflow(scope, workflowId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { workspace, workflowId } = await params;
  const { scope } = await requireWorkspace(workspace);
  return { title: (await findWorkflow(scope, workflowId)).name };
}

export default async function Page({ params }: Params) {
  const { workspace: slug, workflowId } = await params;
  const { scope, workspace } = await requireWorkspace(slug);
  const workflow = await findWorkflow(scope, workflowId);
  const client = getQueryClient();
  const [draft] = await Promise.all([
    getDraft(scope, workflowId),
    client.prefetchQuery({
      ...nodeTemplatesQuery(workspace.slug),
      queryFn: async () => (await listNodeTemplates(scope)).items,
    }),
    client.prefetchQuery({ ...graphFactsQuery(workspace.slug), queryFn: () => getGraphFacts(scope) }),
  ]);
  const isOpen = workflow.status !== "archived";
  return (
    <ClientMessages namespaces={["designer", "nodes", "parameters", "problems", "graph", "approvals", "forms"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <DesignerPage
          key={workflowId}
          workspace={workspace.slug}
          workflow={workflow}
          draft={draft}
          may={{
            edit: isOpen && may(scope, "workflow.edit"),
            publish: isOpen && may(scope, workflow.agentId ? "agent.publish" : "workflow.publish"),
            run: isOpen && may(scope, "workflow.run") && may(scope, "workflow.edit"),
          }}
        />
      </HydrationBoundary>
    </ClientMessages>
  );
}
