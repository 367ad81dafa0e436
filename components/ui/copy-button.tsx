"use client";
// Copies a text and says that it did.

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton, type IconButtonProps } from "./icon-button";
import { showToast } from "./toast";

export type CopyButtonProps = Pick<IconButtonProps, "size" | "className" | "tipSide" | "variant"> & {
  /** The text, or how to get it. */
  text: string | (() => string);
  label?: string;
};

export function CopyButton({ text, label, ...look }: CopyButtonProps) {
  const t = useTranslations("common");
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1600);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setDone(true);
    } catch {
      // Refused by the browser, or a page without https: the reader should know that nothing was copied.
      showToast({ tone: "bad", title: t("copyFailed") });
    }
  };
  return (
    <>
      <IconButton label={done ? t("copied") : (label ?? t("copy"))} onClick={copy} {...look}>
        {done ? <Check className="animate-pop text-ok" /> : <Copy />}
      </IconButton>
      <span className="sr-only" aria-live="polite">
        {done ? t("copied") : ""}
      </span>
    </>
  );
}
