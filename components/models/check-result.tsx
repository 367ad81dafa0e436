"use client";
// What came of a test call.

import { useLocale, useTranslations } from "next-intl";
import type { Check } from "@/lib/models/contract";
import { Banner } from "../ui/banner";
import { formatDuration } from "../ui/quantity-format";
import { FaultBanner } from "./fault-banner";

export function CheckResult({ check, className }: { check: Check; className?: string }) {
  const t = useTranslations("models.check");
  const locale = useLocale();
  if (check.fault) return <FaultBanner fault={check.fault} {...(className ? { className } : {})} />;
  const total = formatDuration(check.totalMs, locale);
  const first = check.firstTokenMs === null ? total : formatDuration(check.firstTokenMs, locale);
  const said = check.answer?.trim();
  return (
    <Banner tone="ok" title={t("ok", { model: check.modelId ?? "" })} {...(className ? { className } : {})}>
      {t("okText", { first, total })} {said ? t("said", { answer: said }) : null}
    </Banner>
  );
}
