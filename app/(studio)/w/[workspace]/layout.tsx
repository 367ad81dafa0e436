// The frame around every studio page: who is in, where, and what their role may see. Each page asks again for what it
// needs; a layout is not rendered anew on every way.

import type { ReactNode } from "react";
import { StudioShell } from "@/components/shell/studio-shell";
import { sectionsFor, settingsPagesFor } from "@/lib/auth/section-rules";
import { signOutAction } from "@/lib/auth/sign-out-action";
import { requireWorkspace } from "@/lib/auth/viewer";

export default async function StudioLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ workspace: string }>;
}) {
  const { workspace: slug } = await params;
  const { account, workspace, workspaces, scope } = await requireWorkspace(slug);
  return (
    <StudioShell
      user={{ name: account.name, handle: account.email }}
      workspace={workspace}
      workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}
      sections={sectionsFor(scope)}
      settingsPages={settingsPagesFor(scope)}
      signOut={signOutAction}
    >
      {children}
    </StudioShell>
  );
}
