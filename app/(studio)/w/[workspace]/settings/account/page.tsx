// One's own account: profile, preferences, password, sessions.

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasswordForm } from "@/components/settings/password-form";
import { PreferencesForm } from "@/components/settings/preferences-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SessionList } from "@/components/settings/session-list";
import { Part, TextColumn } from "@/components/shell/list-page";
import { requireWorkspace } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("pages.account") };
}

export default async function AccountPage({ params }: { params: Promise<{ workspace: string }> }) {
  const [t, { account }] = await Promise.all([
    getTranslations("settings.account"),
    params.then(({ workspace }) => requireWorkspace(workspace)),
  ]);
  return (
    <TextColumn className="gap-10">
      <Part title={t("profile")} description={t("profileText")}>
        <ProfileForm account={account} />
      </Part>
      <Part title={t("preferences")} description={t("preferencesText")}>
        <PreferencesForm account={account} />
      </Part>
      <Part title={t("password")} description={t("passwordText")}>
        <PasswordForm accountNames={[account.email, account.username]} />
      </Part>
      <Part title={t("sessions")} description={t("sessionsText")}>
        <SessionList />
      </Part>
    </TextColumn>
  );
}
