// For an account that nobody has added to a workspace.

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Button } from "@/components/ui/button";
import { signOutAction } from "@/lib/auth/sign-out-action";
import { requireViewer } from "@/lib/auth/viewer";

export default async function NoWorkspacePage() {
  const [t, { workspaces }] = await Promise.all([getTranslations("auth.noWorkspace"), requireViewer()]);
  if (workspaces.length > 0) redirect("/");
  return (
    <AuthFrame title={t("title")} description={t("text")}>
      <form action={signOutAction}>
        <Button type="submit">{t("signOut")}</Button>
      </form>
    </AuthFrame>
  );
}
