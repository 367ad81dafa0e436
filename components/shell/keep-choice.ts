"use client";
// A signed-in reader's choice of language or appearance: in effect at once, and kept in the account, so that it is the
// same in the account's own page and in every other browser.

import { useRouter } from "next/navigation";
import type { Theme } from "@/lib/i18n/cookies";
import type { Locale } from "@/lib/i18n/locales";
import { applyTheme } from "../ui/theme";
import { keepLocale } from "./keep-locale";

/** Gives what to call with a choice. */
export function useKeepChoice(): (choice: { language?: Locale; theme?: Theme }) => Promise<void> {
  const router = useRouter();
  return async (choice) => {
    if (choice.theme) applyTheme(choice.theme);
    if (choice.language) keepLocale(choice.language);
    try {
      // Loaded when it is wanted: the shell is on every page, and the contract is larger than the rest of it.
      const [{ callOperation }, { updateAccount }] = await Promise.all([
        import("@/lib/http/client"),
        import("@/lib/auth/contract"),
      ]);
      await callOperation(updateAccount, { body: { preferences: choice } });
    } catch {
      // This browser has it already; the account takes the next choice that reaches the server.
    }
    router.refresh();
  };
}
