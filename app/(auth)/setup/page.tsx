// The first visit: creates the owner. Afterwards it leads to the sign-in page.

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SetupForm } from "@/components/auth/setup-form";
import { AuthFrame } from "@/components/shell/auth-frame";
import { ClientMessages } from "@/components/shell/client-messages";
import { needsSetup } from "@/lib/auth/set-up";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.setup");
  return { title: t("title") };
}

export default async function SetupPage() {
  const t = await getTranslations("auth.setup");
  if (!(await needsSetup())) redirect("/login");
  return (
    <AuthFrame title={t("title")} description={t("text")}>
      <ClientMessages namespaces={["auth"]}>
        <SetupForm />
      </ClientMessages>
    </AuthFrame>
  );
}
