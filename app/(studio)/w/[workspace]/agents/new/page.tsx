// A new agent.

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewAgentPage } from "@/components/agents/new-agent-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agents"))("new") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "agent.edit")) notFound();
  return (
    <ClientMessages namespaces={["agents", "parameters", "shell"]}>
      <NewAgentPage workspace={workspace.slug} />
    </ClientMessages>
  );
}
