"use client";
// What was found at an address, before it is added.

import { useTranslations } from "next-intl";
import { AppError } from "@/lib/shared/errors";
import type { Exploration as Found } from "@/lib/tool-servers/contract";
import { Banner } from "../ui/banner";
import { ErrorBanner } from "../ui/error-state";

export function Exploration({ found }: { found: Found }) {
  const t = useTranslations("toolServers.found");
  if (found.wantsSignIn) {
    return (
      <Banner tone="info" title={t("signInTitle")}>
        {t("signInText")}
      </Banner>
    );
  }
  if (found.fault) {
    const { code, message, params } = found.fault;
    return (
      <div className="flex flex-col gap-1">
        <ErrorBanner error={new AppError(code, message, { params })} />
        <p className="break-words px-1 text-2xs text-ink-3">{message}</p>
      </div>
    );
  }
  return (
    <Banner tone="ok" title={t("title", { name: found.info?.title ?? found.info?.name ?? "", count: found.toolCount })}>
      <p>{t(found.transport === "sse" ? "older" : "present", { ms: found.latencyMs ?? 0 })}</p>
      {found.toolNames.length > 0 ? (
        <p className="mt-1 line-clamp-3 break-words font-mono text-2xs">{found.toolNames.join(", ")}</p>
      ) : null}
    </Banner>
  );
}
