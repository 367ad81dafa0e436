"use client";
// The wording of an error code in the reader's language. The texts of all codes are fetched with the first error, so
// that pages without one don't carry them.

import { createTranslator, useLocale } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { loadMessages } from "@/lib/i18n/messages";
import { AppError, type ErrorCode } from "@/lib/shared/errors";

export interface ErrorWords {
  code: ErrorCode;
  title: string;
  text: string;
  detail?: string;
}

/** The code of anything that was thrown. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : "internal";
}

/** A sentence with its values; none where a value is missing, for it would have holes. */
function fillDetail(message: string, params: Record<string, string | number>, locale: Locale): string | undefined {
  const needed = [...message.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? "");
  if (!needed.every((name) => name in params)) return undefined;
  return createTranslator({ locale, messages: { message } })("message", params);
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
      const { title, text, ...more } = messages.errors[code];
      const params = error instanceof AppError ? error.params : {};
      const detail = "detail" in more ? fillDetail(more.detail, params, locale) : undefined;
      if (wanted) setWords({ code, title, text, ...(detail ? { detail } : {}) });
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
