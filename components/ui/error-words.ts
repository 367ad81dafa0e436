"use client";
// The wording of an error code in the reader's language. The texts of all codes are fetched with the first error, so
// that pages without one don't carry them.

import { createTranslator, useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { loadMessages } from "@/lib/i18n/messages";
import { AppError, type ErrorCode } from "@/lib/shared/errors";
import { formatDuration } from "./quantity-format";

interface Wording {
  title: string;
  text: string;
  detail?: string;
}

export interface ErrorWords extends Wording {
  code: ErrorCode;
}

/** The code of anything that was thrown. */
function codeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : "internal";
}

/** Names of the values in a message, as text or as the build has compiled it: a list of texts and [name, …] lists. */
function valuesIn(message: unknown): string[] {
  if (typeof message === "string") return [...message.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? "");
  if (!Array.isArray(message)) return [];
  return message.flatMap((part) => (Array.isArray(part) && typeof part[0] === "string" ? [part[0]] : []));
}

/** What an error's sentence may be filled with: its values, and waits in the units that people count them in. */
function wordedParams(error: unknown, locale: string): AppError["params"] {
  if (!(error instanceof AppError)) return {};
  const { retryAfterS } = error.params;
  if (typeof retryAfterS !== "number") return error.params;
  // Nobody waits by the second for what takes minutes, and what is promised must hold by then.
  const seconds = retryAfterS > 60 ? Math.ceil(retryAfterS / 60) * 60 : retryAfterS;
  return { ...error.params, retryAfter: formatDuration(seconds * 1000, locale) };
}

/** What to say about an error; undefined while the texts are on their way. */
export function useErrorWords(error: unknown): ErrorWords | undefined {
  const locale = useLocale();
  const [words, setWords] = useState<ErrorWords>();
  const code = codeOf(error);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const messages = await loadMessages(locale, ["errors"]);
      const own: Wording = messages.errors[code];
      const t = createTranslator({ locale, messages: { ...own, detail: own.detail ?? "" } });
      const params = wordedParams(error, locale);
      // A detail without its values would have holes; then it is left out.
      const complete = own.detail !== undefined && valuesIn(own.detail).every((name) => name in params);
      const detail = complete ? t("detail", params) : "";
      if (wanted) setWords({ code, title: t("title"), text: t("text"), ...(detail ? { detail } : {}) });
    };
    read().catch(() => {
      // Offline even for our own texts: the server's sentence is better than none.
      const text = error instanceof Error ? error.message : "";
      if (wanted) setWords({ code, title: text, text: "" });
    });
    return () => {
      wanted = false;
    };
  }, [code, error, locale]);
  return words;
}
