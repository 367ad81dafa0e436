// Who looks at a page, for server components. A page without a session leads to the sign-in page; a workspace that one
// isn't a member of doesn't exist. Works only while Next renders.

import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { newId } from "../shared/ids";
import { getSessionView } from "./account-queries";
import { authenticate, type Caller } from "./authenticate";
import type { Account, Membership } from "./contract";
import type { Scope } from "./scope";

export interface Viewer {
  caller: Caller;
  account: Account;
  /** All workspaces of the person. */
  workspaces: Membership[];
}

export interface WorkspaceViewer extends Viewer {
  scope: Scope;
  workspace: Membership;
}

const asksFor = /^[a-z0-9-]{1,80}$/;

// Once per rendering, however many components ask.
const findCaller = cache(async (workspace: string | null): Promise<Caller | null> => {
  const sent = new Headers(await headers());
  // A page is looked at by a person; keys are for programs.
  for (const name of ["authorization", "x-api-key", "weft-workspace"]) sent.delete(name);
  if (workspace) sent.set("weft-workspace", workspace);
  return authenticate(new Request("http://page.invalid/", { headers: sent }), newId());
});

const readSessionView = cache((userId: string) => getSessionView(userId, null));

async function toSignIn(): Promise<never> {
  const here = (await headers()).get("weft-path");
  return redirect(here && here !== "/" ? `/login?next=${encodeURIComponent(here)}` : "/login");
}

/** The signed-in person, or null. */
export async function findViewer(): Promise<Viewer | null> {
  const caller = await findCaller(null);
  return caller && { caller, ...(await readSessionView(caller.userId)) };
}

/** The signed-in person; others are led to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  return (await findViewer()) ?? toSignIn();
}

/** The signed-in person in the workspace with this slug; to others there is no such page. */
export async function requireWorkspace(slug: string): Promise<WorkspaceViewer> {
  if (!asksFor.test(slug)) notFound();
  const caller = await findCaller(slug);
  if (!caller) return toSignIn();
  const { scope } = caller;
  if (!scope) notFound();
  const view = await readSessionView(caller.userId);
  const workspace = view.workspaces.find(({ id }) => id === scope.workspaceId);
  if (!workspace) notFound();
  return { caller, scope, workspace, ...view };
}
