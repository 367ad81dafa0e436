// A link that was never made, or lost a part on its way. Whoever comes here may have no account to go back to.

import { getTranslations } from "next-intl/server";
import { PlainFrame } from "@/components/shell/plain-frame";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("approvals.linked");
  return (
    <PlainFrame>
      <EmptyState drawing="loose" heading="h1" title={t("unknown")}>
        {t("unknownText")}
      </EmptyState>
    </PlainFrame>
  );
}
