// Signing in. Who is in already goes on to where they wanted.

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LoginForm } from "@/components/auth/login-form";
import { AuthFrame } from "@/components/shell/auth-frame";
import { ClientMessages } from "@/components/shell/client-messages";
import { ownPath } from "@/lib/auth/own-path";
import { needsSetup } from "@/lib/auth/set-up";
import { findViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const [t, { next }, viewer] = await Promise.all([getTranslations("auth.signIn"), searchParams, findViewer()]);
  const target = ownPath(next);
  if (viewer) redirect(target);
  if (await needsSetup()) redirect("/setup");
  return (
    <AuthFrame
      title={t("title")}
      footer={
        <p className="text-ink-3 text-xs">
          {t("forgot")}
          <code className="mt-1 block font-mono text-2xs">npm run weft -- user reset-password</code>
        </p>
      }
    >
      <ClientMessages namespaces={["auth"]}>
        <LoginForm next={target} />
      </ClientMessages>
    </AuthFrame>
  );
}
