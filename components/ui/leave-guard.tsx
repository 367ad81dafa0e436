"use client";
// Asks before a page is left on which something was changed and not saved: by a link, by going back, by closing it.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

/** The link that a click follows in this tab and on this site; null for every other click. */
function linkOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || (link.target !== "" && link.target !== "_self")) return null;
  if (link.origin !== location.origin || link.hasAttribute("download")) return null;
  // Another part of the same page loses nothing.
  return link.pathname === location.pathname ? null : link.href;
}

/** `when`: there is something to lose. */
export function LeaveGuard({ when }: { when: boolean }) {
  const t = useTranslations("common.leave");
  const router = useRouter();
  /** How to go on to where somebody wanted to go. */
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!when) return;
    isLeaving.current = false;
    const onClose = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const href = linkOf(event);
      if (href === null || isLeaving.current) return;
      event.preventDefault();
      event.stopPropagation();
      setGoOn(() => () => router.push(href));
    };
    // Where a browser knows no such event, going back is not asked about.
    const history = "navigation" in window ? window.navigation : null;
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || isLeaving.current) return;
      const { key } = event.destination;
      if (event.destination.sameDocument && new URL(event.destination.url).pathname === location.pathname) return;
      event.preventDefault();
      setGoOn(() => () => void history?.traverseTo(key));
    };
    window.addEventListener("beforeunload", onClose);
    document.addEventListener("click", onClick, { capture: true });
    history?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", onClose);
      document.removeEventListener("click", onClick, { capture: true });
      history?.removeEventListener("navigate", onNavigate);
    };
  }, [when, router]);

  return (
    <ConfirmDialog
      open={goOn !== null}
      onOpenChange={(open) => open || setGoOn(null)}
      title={t("title")}
      description={t("text")}
      confirmLabel={t("action")}
      onConfirm={() => {
        isLeaving.current = true;
        goOn?.();
      }}
    />
  );
}
