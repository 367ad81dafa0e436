"use client";
// Draws toasts with sonner in our own look. Loaded by toast-host.tsx only.

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { drawToasts, type Toast } from "./toast";

function Card({ shown, close }: { shown: Toast; close: () => void }) {
  const t = useTranslations("common");
  return (
    <div className="flex w-[min(356px,calc(100vw-32px))] items-start gap-2.5 rounded-lg border border-line bg-raised py-2.5 pr-2 pl-3.5 text-ink text-sm shadow-3">
      {shown.tone === "ok" ? <CircleCheck className="mt-1 text-ok" /> : null}
      {shown.tone === "bad" ? <CircleAlert className="mt-1 text-bad" /> : null}
      <div className="min-w-0 flex-1 py-0.5">
        <p className="font-medium">{shown.title}</p>
        {shown.detail ? <p className="text-ink-2 text-xs">{shown.detail}</p> : null}
      </div>
      {shown.action ? (
        <Button
          size="sm"
          onClick={() => {
            shown.action?.run();
            close();
          }}
        >
          {shown.action.label}
        </Button>
      ) : null}
      <IconButton label={t("close")} size="sm" onClick={close}>
        <X />
      </IconButton>
    </div>
  );
}

export function Toaster() {
  const t = useTranslations("common");
  useEffect(
    () =>
      drawToasts((shown) => {
        toast.custom((id) => <Card shown={shown} close={() => toast.dismiss(id)} />, {
          ...(shown.id ? { id: shown.id } : {}),
          duration: shown.action || shown.tone === "bad" ? 9000 : 4500,
        });
      }),
    [],
  );
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={t("notifications")}
      gap={8}
      offset={16}
      // Above the bar at the bottom of a phone.
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      style={{ fontFamily: "inherit" }}
    />
  );
}
