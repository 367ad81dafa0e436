// Loads message files. Each file is its own module, so a language nobody reads costs nothing. Knows no request.

import type { Locale } from "./locales";
import { type Messages, type Namespace, namespaces } from "./namespaces";

async function loadNamespace(locale: Locale, namespace: Namespace): Promise<unknown> {
  const file: { default: unknown } = await import(`@/messages/${locale}/${namespace}.json`);
  return file.default;
}

/** The messages of some namespaces in a language. */
export async function loadMessages<N extends Namespace>(
  locale: Locale,
  wanted: readonly N[],
): Promise<Pick<Messages, N>> {
  const files = await Promise.all(wanted.map((namespace) => loadNamespace(locale, namespace)));
  // Files of all languages have the keys of the English one; a test holds them to it.
  return Object.fromEntries(wanted.map((namespace, index) => [namespace, files[index]])) as Pick<Messages, N>;
}

/** All messages of a language, for rendering on the server. */
export function loadAllMessages(locale: Locale): Promise<Messages> {
  return loadMessages(locale, namespaces);
}
