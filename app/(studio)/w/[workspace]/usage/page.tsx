// What was used and what it cost, and the budgets that limit it.

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { UsagePage } from "@/components/usage/usage-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("usage"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  if (!may(scope, "usage.view")) notFound();
  return (
    <ClientMessages namespaces={["shell", "usage"]}>
      <UsagePage workspace={workspace.slug} mayChange={may(scope, "settings.manage")} now={Date.now()} />
    </ClientMessages>
  );
}
