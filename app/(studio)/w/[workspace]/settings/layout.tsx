// The frame of the settings: which pages there are for this person.

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { SettingsTitle } from "@/components/settings/settings-title";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeader } from "@/components/shell/page-header";
import { settingsPagesFor } from "@/lib/auth/section-rules";
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
  const pages = settingsPagesFor(scope);
  return (
    <ClientMessages namespaces={["settings", "auth", "shell"]}>
      <PageHeader
        title={<SettingsTitle pages={pages} />}
        crumbs={[{ label: t("title"), href: `/w/${workspace.slug}/settings` }]}
      />
      <div className="flex flex-1 max-lg:flex-col">
        <SettingsNav workspace={workspace.slug} pages={pages} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </ClientMessages>
  );
}
