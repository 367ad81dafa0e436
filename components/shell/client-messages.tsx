// Gives client components below it the messages of the namespaces they use, and no others: what is listed here
// travels in every page's HTML. `common` is always there. A nested one replaces the outer one, so list all you need.

import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { loadMessages } from "@/lib/i18n/messages";
import type { Namespace } from "@/lib/i18n/namespaces";

export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly Namespace[];
  children: ReactNode;
}) {
  const messages = await loadMessages(await getLocale(), [...new Set<Namespace>(["common", ...namespaces])]);
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
