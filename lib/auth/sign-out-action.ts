"use server";
// What the sign-out button of every page calls; works without scripts too.

import { redirect } from "next/navigation";
import { closeBrowserSession } from "./browser-session";

/** Ends the browser's session and leads to the sign-in page. */
export async function signOutAction(): Promise<void> {
  await closeBrowserSession();
  redirect("/login");
}
