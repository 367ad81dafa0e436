// What a link asks somebody to decide, without a session. Opening it decides nothing: mail servers open links too.

import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LinkedPage } from "@/components/approvals/linked-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { PlainFrame } from "@/components/shell/plain-frame";
import { EmptyState } from "@/components/ui/empty-state";
import type { LinkedApproval } from "@/lib/approvals/contract";
import { getLinkedApproval } from "@/lib/approvals/links";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("approvals.linked");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

async function readLinked(token: string): Promise<LinkedApproval | "invalid" | "busy"> {
  try {
    return await getLinkedApproval(token, { headers: await headers(), requestId: newId() });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not_found") notFound();
    if (error.code === "link_expired") return "invalid";
    if (error.code === "rate_limited") return "busy";
    throw error;
  }
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, read] = await Promise.all([getTranslations("approvals.linked"), readLinked(token)]);
  return (
    <PlainFrame>
      {typeof read === "string" ? (
        <EmptyState drawing="loose" heading="h1" title={t(read)}>
          {t(`${read}Text`)}
        </EmptyState>
      ) : (
        <ClientMessages namespaces={["approvals", "forms"]}>
          <LinkedPage token={token} approval={read} />
        </ClientMessages>
      )}
    </PlainFrame>
  );
}
