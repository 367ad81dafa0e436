// An address that leads nowhere, or to something the reader may not know of.

import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const [t, common] = await Promise.all([getTranslations("shell.notFound"), getTranslations("common")]);
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <EmptyState
        heading="h1"
        drawing="loose"
        title={t("title")}
        action={<ButtonLink href="/">{common("goHome")}</ButtonLink>}
      >
        {t("body")}
      </EmptyState>
    </main>
  );
}
