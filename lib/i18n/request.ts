// What next-intl needs to know about a request: the reader's language, time zone and the messages.
// The choice is a cookie, else what the browser asks for; pages have no language in their address.

import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookie, timeZoneCookie, timeZoneOf } from "./cookies";
import { isLocale, negotiateLocale } from "./locales";
import { loadAllMessages } from "./messages";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const chosen = jar.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale(head.get("accept-language"));
  const timeZone = timeZoneOf(jar.get(timeZoneCookie)?.value);
  return { locale, timeZone, messages: await loadAllMessages(locale) };
});
