// The start page leads on: to set-up, to the sign-in page, or to the workspace one belongs to.

import { redirect } from "next/navigation";
import { needsSetup } from "@/lib/auth/set-up";
import { findViewer } from "@/lib/auth/viewer";

export default async function StartPage() {
  const viewer = await findViewer();
  if (!viewer) redirect((await needsSetup()) ? "/setup" : "/login");
  const [workspace] = viewer.workspaces;
  redirect(workspace ? `/w/${workspace.slug}` : "/no-workspace");
}
