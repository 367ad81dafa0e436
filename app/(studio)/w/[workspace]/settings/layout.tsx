// The frame of the settings: which pages there are for this person.

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav, type SettingsPageName } from "@/components/settings/settings-nav";
import { SettingsTitle } from "@/components/settings/settings-title";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { may } from "@/lib/auth/scope";
import { requireWorkspace } from "@/lib/auth/viewer";

export default async function SettingsLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ workspace: string }>;
}) {
  const [t, { scope, workspace }] = await Promise.all([
    getTranslations("settings"),
    params.then(({ workspace }) => requireWorkspace(workspace)),
  ]);
  const pages: SettingsPageName[] = ["account", "workspace"];
  if (may(scope, "member.view")) pages.push("members");
  if (may(scope, "apikey.manage")) pages.push("keys");
  if (may(scope, "audit.view")) pages.push("audit");
  return (
    <ClientMessages namespaces={["settings", "auth", "shell"]}>
      <PageHeader title={<SettingsTitle />} crumbs={[{ label: t("title"), href: `/w/${workspace.slug}/settings` }]} />
      <div className="flex flex-1 max-lg:flex-col">
        <SettingsNav workspace={workspace.slug} pages={pages} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </ClientMessages>
  );
}
