// A scope with something behind it, for tests that need no more than a workspace and somebody in it.

import { make } from "@/db/testing/make";
import type { Scope } from "../scope";
import { scopeOf } from "./scope";

/** The owner of a new workspace. */
export async function makeScope(): Promise<Scope> {
  const workspace = await make.workspace();
  return scopeOf(workspace, await make.member(workspace, "owner"));
}
