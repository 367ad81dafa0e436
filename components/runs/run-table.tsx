"use client";
// Runs as a table, a row each.

import { useTranslations } from "next-intl";
import type { RunSummary } from "@/lib/runs/contract";
import { Checkbox } from "../ui/checkbox";
import { Table, Th } from "../ui/table";
import { RunRow } from "./run-row";
import type { RunSelection } from "./use-selected-runs";

export interface RunTableProps {
  workspace: string;
  runs: readonly RunSummary[];
  /** The run that is open beside the list. */
  opened: string | null;
  onOpen: (runId: string) => void;
  /** Rows can be ticked where it is given. */
  selection?: RunSelection | undefined;
}

export function RunTable({ workspace, runs, opened, onOpen, selection }: RunTableProps) {
  const t = useTranslations("runs");
  return (
    <Table label={t("list")} className="[overflow-anchor:none]">
      <thead>
        <tr>
          {selection ? (
            <Th className="w-10 pr-0">
              <Checkbox
                label={t("dead.all")}
                labelHidden
                checked={selection.chosen.size > 0}
                mixed={selection.chosen.size > 0 && selection.chosen.size < runs.length}
                onChange={selection.toggleAll}
              />
            </Th>
          ) : null}
          <Th from="sm" className="w-32">
            {t("fields.status")}
          </Th>
          <Th className="max-sm:pl-4">{t("fields.what")}</Th>
          <Th from="lg">{t("fields.trigger")}</Th>
          <Th from="lg">{t("fields.version")}</Th>
          <Th numeric from="md">
            {t("fields.tokens")}
          </Th>
          <Th numeric from="xl">
            {t("fields.cost")}
          </Th>
          <Th numeric from="sm">
            {t("fields.duration")}
          </Th>
          <Th numeric>{t("fields.when")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow
            key={run.id}
            workspace={workspace}
            run={run}
            isOpened={run.id === opened}
            onOpen={onOpen}
            {...(selection ? { ticked: selection.chosen.has(run.id), onTick: selection.toggle } : {})}
          />
        ))}
      </tbody>
    </Table>
  );
}
