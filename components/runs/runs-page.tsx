"use client";
// The runs of a workspace, the newest first. What is filtered and which run is open stand in the address.

import { ArrowUp, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ListFault } from "../shell/list-fault";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { choiceOf, everything, filterOf, isId, isNarrowed, type RunChoice } from "./run-choice";
import { RunFilters } from "./run-filters";
import { RunTable } from "./run-table";
import { pushParams, replaceParams } from "./search-params";
import { useChoices } from "./use-choices";
import { useRunList } from "./use-run-list";
import { useSelectedRuns } from "./use-selected-runs";

const RunPanel = dynamic(() => import("./run-panel").then((file) => file.RunPanel), { ssr: false });

export interface RunsPageProps {
  workspace: string;
  /** Whether runs may be run again. */
  mayRun: boolean;
  /** When the server read the first page: times such as "last hour" count from then. */
  readAt: number;
}

export function RunsPage({ workspace, mayRun, readAt }: RunsPageProps) {
  const t = useTranslations("runs");
  const params = useSearchParams();
  const [now, setNow] = useState(readAt);
  const choice = useMemo(() => choiceOf((name) => params.get(name)), [params]);
  const keys = useChoices(workspace, choice);
  const filter = useMemo(() => filterOf(choice, now), [choice, now]);
  const { list, rows, freshCount, showFresh } = useRunList(workspace, filter);
  const narrowed = isNarrowed(choice);
  const selected = useSelectedRuns(
    workspace,
    rows.map(({ id }) => id),
  );
  const choosesDead = choice.dead !== null;

  const choose = (next: RunChoice) => {
    setNow(Date.now());
    replaceParams(params, { ...next });
  };
  const asked = params.get("run") ?? "";
  const opened = isId(asked) ? asked : null;
  const openedRow = rows.find(({ id }) => id === opened);
  const openRun = (run: string | null) => pushParams(params, { run });

  return (
    <>
      <PageHeader title={t("title")} plain />
      <RunFilters choice={choice} onChoice={choose} keys={keys} onRunId={openRun} />
      <ListRegion label={t("list")} busy={list.isPending}>
        {list.isPending ? <SkeletonRows rows={10} /> : null}
        <ListFault list={list} isEmpty={rows.length === 0} className="m-4" />
        {list.isSuccess && rows.length === 0 ? (
          narrowed ? (
            <EmptyState
              drawing="loose"
              title={t(choosesDead ? "dead.none" : "noneFit.title")}
              action={<Button onClick={() => choose(everything)}>{t("filter.clear")}</Button>}
            >
              {t(choosesDead ? "dead.noneText" : "noneFit.text")}
            </EmptyState>
          ) : (
            <EmptyState
              drawing="knots"
              title={t("empty.title")}
              action={
                <ButtonLink variant="primary" href={`/w/${workspace}/agents`}>
                  {t("empty.action")}
                </ButtonLink>
              }
            >
              {t("empty.text")}
            </EmptyState>
          )
        ) : null}
        <div role="status" className="sticky top-16 z-10 flex h-0 justify-center">
          {freshCount > 0 ? (
            <Button
              size="sm"
              variant="primary"
              icon={<ArrowUp />}
              onClick={() => {
                showFresh();
                window.scrollTo({ top: 0 });
              }}
              className="mt-1.5 h-7 animate-pop rounded-full shadow-2"
            >
              {t("fresh", { count: freshCount })}
            </Button>
          ) : null}
        </div>
        {choosesDead && rows.length > 0 ? (
          <div className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2.5 sm:px-6">
            <p className="min-w-0 max-w-[72ch] flex-1 basis-60 text-ink-2">{t("dead.hint")}</p>
            {mayRun ? (
              <Button
                variant="primary"
                icon={<RotateCcw />}
                loading={selected.busy}
                disabled={selected.selection.chosen.size === 0}
                onClick={selected.again}
              >
                {t("dead.again", { count: selected.selection.chosen.size })}
              </Button>
            ) : null}
          </div>
        ) : null}
        {rows.length > 0 ? (
          <RunTable
            workspace={workspace}
            runs={rows}
            opened={opened}
            onOpen={openRun}
            selection={choosesDead && mayRun ? selected.selection : undefined}
          />
        ) : null}
        <NextPage of={list} />
      </ListRegion>
      {opened ? (
        <RunPanel
          key={opened}
          workspace={workspace}
          runId={opened}
          name={openedRow ? (openedRow.agentName ?? openedRow.workflowName) : null}
          onClose={() => openRun(null)}
        />
      ) : null}
    </>
  );
}
