// Applies a reader's theme at once and keeps it in a cookie, so that the server's next page has it from the start.

import { keepChoice, type Theme, themeCookie, themeOf } from "@/lib/i18n/cookies";

/** The theme the page shows now. */
export function readTheme(): Theme {
  return themeOf(document.documentElement.dataset.theme);
}

/** Shows a theme and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = keepChoice(themeCookie, theme);
}
