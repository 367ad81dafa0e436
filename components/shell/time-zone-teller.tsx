"use client";
// Tells the server the reader's time zone once, so that times are right in the HTML from the second page on and
// right on this one after a refresh.

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { keepChoice, timeZoneCookie } from "@/lib/i18n/cookies";

export function TimeZoneTeller() {
  const router = useRouter();
  const shown = useTimeZone();
  useEffect(() => {
    const real = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!real || real === shown) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
    document.cookie = keepChoice(timeZoneCookie, real);
    // Where cookies are refused the server would answer the same again and again.
    if (document.cookie.includes(`${timeZoneCookie}=`)) router.refresh();
  }, [router, shown]);
  return null;
}
