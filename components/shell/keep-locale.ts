// Remembers the reader's language; the next answer of the server is in it.

import { keepChoice, localeCookie } from "@/lib/i18n/cookies";
import type { Locale } from "@/lib/i18n/locales";

export function keepLocale(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = keepChoice(localeCookie, locale);
}
