// Two runs side by side, as the address names them.

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ComparePage } from "@/components/runs/compare-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("runs.compare"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "run.view")) notFound();
  return (
    <ClientMessages namespaces={["runs", "shell"]}>
      <ComparePage workspace={workspace.slug} />
    </ClientMessages>
  );
}
