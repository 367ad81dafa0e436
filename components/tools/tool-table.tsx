"use client";
// The rows of the list, or what stands in their place while they come, where they can't, and where there are none.

import { useTranslations } from "next-intl";
import type { ToolSummary } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { ToolRow } from "./tool-row";

export interface ToolTableProps {
  workspace: string;
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  tools: readonly ToolSummary[];
  /** Ids; null where nothing can be chosen. */
  chosen: ReadonlySet<string> | null;
  onChosen: (chosen: ReadonlySet<string>) => void;
  /** Why there may be no rows. */
  emptiness: "none" | "filtered" | "review";
  onClear: () => void;
  onAdd?: () => void;
}

export function ToolTable(props: ToolTableProps) {
  const { workspace, query, tools, chosen, onChosen } = props;
  const t = useTranslations("tools");
  if (query.isPending) return <SkeletonRows />;
  if (query.isError && tools.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (tools.length === 0) return <NoTools {...props} />;
  const isAll = chosen !== null && tools.every((tool) => chosen.has(tool.id));
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    onChosen(next);
  };
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          {chosen === null ? null : (
            <Th className="w-8 pr-0">
              <Checkbox
                label={t("columns.choose")}
                labelHidden
                checked={isAll}
                mixed={!isAll && chosen.size > 0}
                onChange={() => onChosen(new Set(isAll ? [] : tools.map((tool) => tool.id)))}
              />
            </Th>
          )}
          <Th>{t("columns.name")}</Th>
          <Th from="sm">{t("columns.kind")}</Th>
          <Th>{t("columns.status")}</Th>
          <Th from="lg">{t("columns.owner")}</Th>
          <Th from="md" numeric>
            {t("columns.uses")}
          </Th>
          <Th from="lg" numeric>
            {t("columns.lastUsed")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {tools.map((tool) => (
          <ToolRow
            key={tool.id}
            workspace={workspace}
            tool={tool}
            isChosen={chosen === null ? null : chosen.has(tool.id)}
            onChoose={(isChosen) => choose(tool.id, isChosen)}
          />
        ))}
      </tbody>
    </Table>
  );
}

function NoTools({ emptiness, onClear, onAdd }: ToolTableProps) {
  const t = useTranslations("tools");
  if (emptiness === "review") {
    return (
      <EmptyState drawing="weave" title={t("nothingToReview")}>
        {t("nothingToReviewText")}
      </EmptyState>
    );
  }
  if (emptiness === "filtered") {
    return (
      <EmptyState drawing="loose" title={t("nothing")} action={<Button onClick={onClear}>{t("clear")}</Button>}>
        {t("nothingText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      drawing="weave"
      title={t("empty")}
      action={onAdd ? <Button onClick={onAdd}>{t("addBuiltin")}</Button> : null}
    >
      {t("emptyText")}
    </EmptyState>
  );
}
