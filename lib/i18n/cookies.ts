// Names and values of the cookies that hold a reader's choices, so that server and browser agree and the first
// paint is already right. Nothing secret is ever in them. Knows no request.

export const localeCookie = "weft-locale";
export const timeZoneCookie = "weft-time-zone";
export const themeCookie = "weft-theme";
export const railCookie = "weft-rail";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme a cookie asks for; what the system shows where it asks for nothing we know. */
export function themeOf(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? "system";
}

/** The IANA time zone a cookie names, or UTC when the runtime does not know it. */
export function timeZoneOf(cookie: string | undefined): string {
  if (!cookie) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: cookie }).resolvedOptions().timeZone;
  } catch {
    // Anyone can put anything into a cookie; an unknown zone is no reason to fail a page.
    return "UTC";
  }
}

/** The text of a Set-Cookie or document.cookie entry that keeps a choice for a year. */
export function keepChoice(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
