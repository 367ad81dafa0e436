"use client";
// The rows of the list, or what stands in their place while they come, where they can't, and where there are none.

import { useTranslations } from "next-intl";
import type { PromptSummary } from "@/lib/prompts/contract";
import { ListFault } from "../shell/list-fault";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Count } from "../ui/quantity";
import { SkeletonRows } from "../ui/skeleton";
import { RowLink, Table, Td, Th, Tr } from "../ui/table";
import { Time } from "../ui/time";

export interface PromptTableProps {
  workspace: string;
  query: Parameters<typeof ListFault>[0]["list"] & { isPending: boolean };
  prompts: readonly PromptSummary[];
  isFiltered: boolean;
  onClear: () => void;
  onCreate?: () => void;
}

export function PromptTable({ workspace, query, prompts, isFiltered, onClear, onCreate }: PromptTableProps) {
  const t = useTranslations("prompts");
  if (query.isPending) return <SkeletonRows />;
  const isEmpty = prompts.length === 0;
  if (query.isError && isEmpty) return <ListFault list={query} isEmpty className="" />;
  if (isEmpty && isFiltered) {
    return (
      <EmptyState drawing="loose" title={t("nothing")} action={<Button onClick={onClear}>{t("clear")}</Button>}>
        {t("nothingText")}
      </EmptyState>
    );
  }
  if (isEmpty) {
    return (
      <EmptyState
        drawing="voices"
        title={t("empty")}
        action={onCreate ? <Button onClick={onCreate}>{t("new")}</Button> : null}
      >
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <>
      <ListFault list={query} isEmpty={false} className="mx-4 mt-3 sm:mx-6" />
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("columns.name")}</Th>
            <Th from="sm">{t("columns.category")}</Th>
            <Th from="md">{t("columns.version")}</Th>
            <Th numeric from="sm">
              {t("columns.uses")}
            </Th>
            <Th numeric>{t("columns.updated")}</Th>
          </tr>
        </thead>
        <tbody>
          {prompts.map((prompt) => (
            <PromptRow key={prompt.id} workspace={workspace} prompt={prompt} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

function PromptRow({ workspace, prompt }: { workspace: string; prompt: PromptSummary }) {
  const t = useTranslations("prompts");
  return (
    <Tr>
      <Td className="w-full max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <RowLink href={`/w/${workspace}/prompts/${prompt.id}`} className="truncate">
            {prompt.name}
          </RowLink>
          {prompt.isActive ? null : <Badge>{t("off")}</Badge>}
        </span>
        <p className="truncate text-ink-3 text-xs">
          {prompt.category ? <span className="sm:hidden">{prompt.category} · </span> : null}
          {t("variableCount", { count: prompt.variableCount })}
          {prompt.description === "" ? null : ` · ${prompt.description}`}
        </p>
      </Td>
      <Td from="sm" className="max-w-40 truncate text-ink-2">
        {prompt.category || <span className="text-ink-3">–</span>}
      </Td>
      <Td from="md" className="whitespace-nowrap font-mono text-ink-2 text-xs">
        v{prompt.currentNumber}
      </Td>
      <Td from="sm" numeric>
        <Count value={prompt.usageCount} />
      </Td>
      <Td numeric>
        <Time value={prompt.updatedAt} />
        {prompt.updatedByName ? (
          <p className="max-w-40 truncate text-ink-3 text-xs max-lg:hidden">{prompt.updatedByName}</p>
        ) : null}
      </Td>
    </Tr>
  );
}
