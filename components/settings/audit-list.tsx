"use client";
// The audit log: who did what, the latest first; a row opens with what was there before and after.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { auditLogsQuery } from "@/lib/audit/client";
import type { AuditEntry } from "@/lib/audit/contract";
import { type RiskLevel, riskLevels } from "@/lib/shared/statuses";
import { ListToolbar } from "../shell/list-page";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { AuditDetails } from "./audit-details";
import { AuditRow } from "./audit-row";

export function AuditList({ workspace }: { workspace: string }) {
  const t = useTranslations("settings.audit");
  const pageName = useTranslations("settings.pages")("audit");
  const [risk, setRisk] = useState<RiskLevel | null>(null);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const query = useInfiniteQuery(auditLogsQuery(workspace, risk));
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ListToolbar>
        <Select
          aria-label={t("risk")}
          className="w-44"
          value={risk ?? ""}
          options={[
            { value: "", label: t("anyRisk") },
            ...riskLevels.map((level) => ({ value: level, label: t(`risks.${level}`) })),
          ]}
          onChange={({ target }) => setRisk(riskLevels.find((level) => level === target.value) ?? null)}
        />
      </ListToolbar>
      {query.isPending ? <SkeletonRows /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && entries.length === 0 ? (
        <EmptyState drawing="knots" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <Table label={pageName}>
          <thead>
            <tr>
              <Th>{t("action")}</Th>
              <Th>{t("actor")}</Th>
              <Th from="md">{t("resource")}</Th>
              <Th from="sm">{t("risk")}</Th>
              <Th numeric>{t("time")}</Th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} onOpen={() => setOpened(entry)} />
            ))}
          </tbody>
        </Table>
      ) : null}
      <NextPage of={query} />
      <AuditDetails entry={opened} onClose={() => setOpened(null)} />
    </>
  );
}
