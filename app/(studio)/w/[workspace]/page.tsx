// The workspace's own address leads to the first place that one's role opens.

import { redirect } from "next/navigation";
import { sectionsFor } from "@/lib/auth/section-rules";
import { requireWorkspace } from "@/lib/auth/viewer";

export default async function WorkspacePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { scope, workspace } = await requireWorkspace((await params).workspace);
  const sections = sectionsFor(scope);
  redirect(`/w/${workspace.slug}/${sections.includes("agents") ? "agents" : (sections[0] ?? "settings")}`);
}
