"use client";
// The list of workflows: found by words and state, opened by a row, made and put away from here.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { type WorkflowStatus, workflowStatuses } from "@/lib/shared/statuses";
import { workflowsQuery } from "@/lib/workflows/client";
import type { WorkflowView } from "@/lib/workflows/contract";
import { ListRegion, ListToolbar } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { NextPage } from "../ui/load-more";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { ArchiveDialog } from "./archive-dialog";
import { CreateWorkflowDialog } from "./create-workflow-dialog";
import { RenameDialog } from "./rename-dialog";
import { WorkflowRow } from "./workflow-row";

export interface WorkflowsPageProps {
  workspace: string;
  mayEdit: boolean;
}

export function WorkflowsPage({ workspace, mayEdit }: WorkflowsPageProps) {
  const t = useTranslations("workflows");
  const [search, setSearch] = useState("");
  const [status, setStatus] = useState<WorkflowStatus | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<WorkflowView | null>(null);
  const [archiving, setArchiving] = useState<WorkflowView | null>(null);
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery(workflowsQuery(workspace, { search: wanted, status }));
  const workflows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = wanted !== "" || status !== null;
  const create = mayEdit ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t("create")}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} actions={create} />
      <ListToolbar>
        <search className="min-w-0">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            start={<Search className="size-3.5" />}
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
          />
        </search>
        <Select
          aria-label={t("statusFilter")}
          className="w-52"
          value={status ?? ""}
          options={[
            { value: "", label: t("anyStatus") },
            ...workflowStatuses.map((one) => ({ value: one, label: t(`statuses.${one}`) })),
          ]}
          onChange={({ target }) => setStatus(workflowStatuses.find((one) => one === target.value) ?? null)}
        />
      </ListToolbar>
      <ListRegion label={t("title")} busy={query.isFetching}>
        {query.isPending ? <SkeletonRows /> : null}
        {query.isError && workflows.length === 0 ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && workflows.length === 0 ? (
          isFiltered ? (
            <EmptyState
              drawing="loose"
              title={t("nothing")}
              action={
                <Button
                  onClick={() => {
                    setSearch("");
                    setStatus(null);
                  }}
                >
                  {t("clear")}
                </Button>
              }
            >
              {t("nothingText")}
            </EmptyState>
          ) : (
            <EmptyState
              drawing="weave"
              title={t("empty")}
              action={mayEdit ? <Button onClick={() => setCreating(true)}>{t("create")}</Button> : null}
            >
              {t("emptyText")}
            </EmptyState>
          )
        ) : null}
        {workflows.length > 0 ? (
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("columns.name")}</Th>
                <Th from="sm">{t("columns.status")}</Th>
                <Th from="sm" numeric>
                  {t("columns.version")}
                </Th>
                <Th from="lg" numeric>
                  {t("columns.nodes")}
                </Th>
                <Th from="md" numeric>
                  {t("columns.changed")}
                </Th>
                <Th>
                  <span className="sr-only">{t("columns.actions")}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {workflows.map((workflow) => (
                <WorkflowRow
                  key={workflow.id}
                  workspace={workspace}
                  workflow={workflow}
                  mayEdit={mayEdit}
                  onRename={() => setRenaming(workflow)}
                  onArchive={() => setArchiving(workflow)}
                />
              ))}
            </tbody>
          </Table>
        ) : null}
        <NextPage of={query} />
      </ListRegion>
      {isCreating ? <CreateWorkflowDialog workspace={workspace} onClose={() => setCreating(false)} /> : null}
      {renaming ? <RenameDialog workspace={workspace} workflow={renaming} onClose={() => setRenaming(null)} /> : null}
      {archiving ? (
        <ArchiveDialog workspace={workspace} workflow={archiving} onClose={() => setArchiving(null)} />
      ) : null}
    </>
  );
}
