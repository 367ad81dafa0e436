"use client";
// What a role is called: those of the product have words in every language, others are called as people called them.

import { useTranslations } from "next-intl";
import type { SystemRoleName } from "@/lib/auth/permissions";

/** Gives the name of a role for the reader. */
export function useRoleName(): (code: SystemRoleName | null, name: string) => string {
  const t = useTranslations("common.roles");
  return (code, name) => (code ? t(code) : name);
}
