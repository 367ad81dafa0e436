// The workspace itself, and for administrators of the installation what it may reach.

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LimitsForm } from "@/components/settings/limits-form";
import { NetworkForm } from "@/components/settings/network-form";
import { WorkspaceForm } from "@/components/settings/workspace-form";
import { Part, TextColumn } from "@/components/shell/list-page";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";
import { getNetworkSettings, getWorkspace } from "@/lib/workspaces/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.workspace") };
}

export default async function WorkspaceSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, caller } = await requireWorkspace((await params).workspace);
  const [t, workspace, network] = await Promise.all([
    getTranslations("settings.workspace"),
    getWorkspace(scope),
    caller.isSystemAdmin ? getNetworkSettings() : null,
  ]);
  return (
    <TextColumn className="gap-10">
      <Part title={t("title")} description={t("text")}>
        <WorkspaceForm workspace={workspace} mayChange={may(scope, "settings.manage")} />
      </Part>
      <Part title={t("limits")} description={t("limitsText")}>
        <LimitsForm quotas={workspace.quotas} mayChange={may(scope, "settings.manage")} />
      </Part>
      {network ? (
        <Part title={t("network")} description={t("networkText")}>
          <NetworkForm allow={network.allow} />
        </Part>
      ) : null}
    </TextColumn>
  );
}
