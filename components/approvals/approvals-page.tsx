"use client";
// The inbox of approvals: the list and, beside it, the one that is open; on narrow screens one after the other. What is
// filtered and which one is open stand in the address.

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { approvalQuery } from "@/lib/approvals/client";
import { pushParams, replaceParams } from "../runs/search-params";
import { ListFault } from "../shell/list-fault";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { Skeleton, SkeletonRows } from "../ui/skeleton";
import { choiceOf, filterOf, idIn, isNarrowed, paramsOf, whatWaits } from "./approval-choice";
import { ApprovalFilters } from "./approval-filters";
import { ApprovalRow } from "./approval-row";
import { RunContext } from "./run-context";
import { TeamApproval } from "./team-approval";
import { useApprovalList } from "./use-approval-list";
import { useInboxKeys } from "./use-inbox-keys";

export interface ApprovalsPageProps {
  workspace: string;
  /** Whether runs may be opened. */
  mayOpenRuns: boolean;
}

export function ApprovalsPage({ workspace, mayOpenRuns }: ApprovalsPageProps) {
  const t = useTranslations("approvals");
  const params = useSearchParams();
  const choice = useMemo(() => choiceOf((name) => params.get(name)), [params]);
  const filter = useMemo(() => filterOf(choice), [choice]);
  const { list, rows } = useApprovalList(workspace, filter);
  const asked = idIn(params.get("approval"));
  // Where there is room, something is open always.
  const chosen = asked ?? rows[0]?.id ?? null;
  const listed = rows.find(({ id }) => id === chosen);
  const elsewhere = useQuery({ ...approvalQuery(workspace, asked ?? ""), enabled: asked !== null });
  const opened = listed ?? (elsewhere.data?.id === chosen ? elsewhere.data : undefined);
  const choose = (approvalId: string) => {
    // Through the list "back" leads out of the page, not through every row that was looked at.
    if (asked === null) pushParams(params, { approval: approvalId });
    else replaceParams(params, { approval: approvalId });
  };
  useInboxKeys({ ids: rows.map(({ id }) => id), chosen, onChoose: choose });
  const isEmpty = list.isSuccess && rows.length === 0;
  return (
    <>
      <PageHeader title={t("title")} plain />
      <ApprovalFilters
        workspace={workspace}
        choice={choice}
        onChoice={(next) => replaceParams(params, { ...paramsOf(next), approval: null })}
      />
      <div className="flex min-w-0 flex-1 items-stretch">
        <div
          className={cn(
            "min-w-0 flex-1",
            (!isEmpty || asked !== null) && "lg:max-w-[380px] lg:border-line lg:border-r",
            asked !== null && "max-lg:hidden",
          )}
        >
          <ListRegion label={t("list.label")} busy={list.isPending}>
            {list.isPending ? <SkeletonRows rows={6} /> : null}
            <ListFault list={list} isEmpty={rows.length === 0} className="m-3" />
            {isEmpty ? (
              isNarrowed(choice) ? (
                <EmptyState
                  drawing="loose"
                  title={t("noneFit.title")}
                  action={
                    <Button onClick={() => replaceParams(params, paramsOf(whatWaits))}>{t("noneFit.action")}</Button>
                  }
                >
                  {t("noneFit.text")}
                </EmptyState>
              ) : (
                <EmptyState drawing="voices" title={t("empty.title")}>
                  {t("empty.text")}
                </EmptyState>
              )
            ) : null}
            {rows.length > 0 ? (
              <ul>
                {rows.map((approval) => (
                  <ApprovalRow
                    key={approval.id}
                    approval={approval}
                    href={`/w/${workspace}/approvals?approval=${approval.id}`}
                    chosen={approval.id === chosen}
                    onChoose={choose}
                  />
                ))}
              </ul>
            ) : null}
            <NextPage of={list} />
          </ListRegion>
        </div>
        {chosen === null ? null : (
          <section
            aria-label={t("detail")}
            className={cn(
              "min-w-0 flex-[2] bg-surface",
              "lg:sticky lg:top-14 lg:max-h-[calc(100dvh-3.5rem)] lg:self-start lg:overflow-y-auto",
              asked === null && "max-lg:hidden",
            )}
          >
            <div className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-5 sm:px-6 lg:py-7">
              <Button
                variant="ghost"
                icon={<ArrowLeft />}
                className="self-start lg:hidden"
                onClick={() => replaceParams(params, { approval: null })}
              >
                {t("back")}
              </Button>
              {opened ? (
                <TeamApproval
                  key={opened.id}
                  workspace={workspace}
                  approval={opened}
                  heading="h2"
                  withKeys
                  context={<RunContext workspace={workspace} approval={opened} mayOpen={mayOpenRuns} />}
                  // Decided ones leave the list; what was just decided stays open.
                  onDecided={({ id }) => replaceParams(params, { approval: id })}
                />
              ) : elsewhere.error ? (
                <ErrorState error={elsewhere.error} onRetry={() => void elsewhere.refetch()} />
              ) : (
                <div className="flex flex-col gap-3" aria-hidden="true">
                  <Skeleton className="h-6 w-2/3" />
                  <Skeleton className="h-4 w-1/3" />
                  <Skeleton className="h-28 w-full rounded-md" />
                </div>
              )}
            </div>
          </section>
        )}
      </div>
    </>
  );
}
