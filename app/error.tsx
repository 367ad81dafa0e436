"use client";
// A page that broke while it was shown. What else is on the screen stays.

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function PageFailed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <main className="grid min-h-[80dvh] place-items-center" role="alert">
      <EmptyState
        heading="h1"
        drawing="loose"
        title={t("pageFailed")}
        action={<Button onClick={reset}>{t("retry")}</Button>}
      >
        {t("pageFailedText")} {error.digest ? t("codeSays", { code: error.digest }) : null}
      </EmptyState>
    </main>
  );
}
