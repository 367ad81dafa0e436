"use client";
// Runs as a table, a row each.

import { useTranslations } from "next-intl";
import type { RunSummary } from "@/lib/runs/contract";
import { Table, Th } from "../ui/table";
import { RunRow } from "./run-row";

export function RunTable({ workspace, runs }: { workspace: string; runs: readonly RunSummary[] }) {
  const t = useTranslations("runs");
  return (
    <Table label={t("list")}>
      <thead>
        <tr>
          <Th>{t("fields.what")}</Th>
          <Th from="sm">{t("fields.status")}</Th>
          <Th from="lg">{t("fields.trigger")}</Th>
          <Th from="lg">{t("fields.version")}</Th>
          <Th numeric from="md">
            {t("fields.tokens")}
          </Th>
          <Th numeric from="xl">
            {t("fields.cost")}
          </Th>
          <Th numeric from="md">
            {t("fields.duration")}
          </Th>
          <Th numeric>{t("fields.when")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} workspace={workspace} run={run} />
        ))}
      </tbody>
    </Table>
  );
}
