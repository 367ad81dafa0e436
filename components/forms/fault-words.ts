"use client";
// The wording of a field's fault.

import { useTranslations } from "next-intl";
import { maxPasswordLength, minPasswordLength } from "@/lib/auth/password-rules";
import type { FaultCode } from "./faults";

/** Gives the sentence of a fault; undefined where there is none. */
export function useFaultWords(): (code: FaultCode | undefined) => string | undefined {
  const t = useTranslations("auth.faults");
  return (code) => (code ? t(code, { min: minPasswordLength, max: maxPasswordLength }) : undefined);
}
