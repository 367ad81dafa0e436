"use client";
// Two runs side by side: how they ended, how long and how much, and for each node whether it gave the same.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { comparedNodesQuery, runQuery } from "@/lib/runs/client";
import type { RunView } from "@/lib/runs/contract";
import { PageHeader } from "../shell/page-header";
import { ButtonLink } from "../ui/button-link";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Duration, Money, Tokens } from "../ui/quantity";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { ComparedNode } from "./compared-node";
import { pairNodes } from "./pair-nodes";
import { PickOther } from "./pick-other";
import { isId } from "./run-choice";
import { RunStatusMark } from "./run-status";
import { replaceParams } from "./search-params";

function Row({ label, children }: { label: string; children: [ReactNode, ReactNode] }) {
  return (
    <tr>
      <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal text-ink-3 text-xs">
        {label}
      </th>
      <td className="w-[40%] py-1.5 pr-4 align-top">{children[0]}</td>
      <td className="w-[40%] py-1.5 align-top">{children[1]}</td>
    </tr>
  );
}

function Facts({ workspace, a, b }: { workspace: string; a: RunView; b: RunView }) {
  const t = useTranslations("runs");
  const both = (draw: (run: RunView) => ReactNode): [ReactNode, ReactNode] => [draw(a), draw(b)];
  const took = (run: RunView) =>
    run.startedAt && run.finishedAt ? <Duration ms={Date.parse(run.finishedAt) - Date.parse(run.startedAt)} /> : "–";
  return (
    <table className="w-full max-w-3xl table-fixed">
      <caption className="sr-only">{t("compare.totals")}</caption>
      <thead>
        <tr>
          <td className="w-28" />
          {[a, b].map((run, at) => (
            <th key={at === 0 ? "a" : "b"} scope="col" className="py-1.5 pr-4 text-left font-medium">
              {t(at === 0 ? "compare.a" : "compare.b")}{" "}
              <ButtonLink size="sm" variant="ghost" prefetch={false} href={`/w/${workspace}/runs/${run.id}`}>
                …{run.id.slice(-8)}
              </ButtonLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row label={t("fields.status")}>
          {both((run) => (
            <RunStatusMark status={run.status} />
          ))}
        </Row>
        <Row label={t("fields.duration")}>{both(took)}</Row>
        <Row label={t("fields.tokens")}>
          {both((run) => (
            <Tokens input={run.promptTokens} output={run.completionTokens} />
          ))}
        </Row>
        <Row label={t("fields.cost")}>
          {both((run) => (run.currency ? <Money amount={run.cost} currency={run.currency} /> : "–"))}
        </Row>
        <Row label={t("fields.version")}>
          {both((run) => (run.versionNumber === null ? t("draft") : t("version", { number: run.versionNumber })))}
        </Row>
        <Row label={t("fields.when")}>
          {both((run) => (
            <Time value={run.createdAt} />
          ))}
        </Row>
      </tbody>
    </table>
  );
}

function useNodes(workspace: string, runId: string) {
  const query = useInfiniteQuery(comparedNodesQuery(workspace, runId));
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  // Pairs are found only when both are known whole.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const logs = query.data && !hasNextPage ? query.data.pages.flatMap(({ items }) => items) : null;
  return { query, logs };
}

function Comparison({ workspace, runs }: { workspace: string; runs: { a: string; b: string } }) {
  const t = useTranslations("runs.compare");
  const [a, b] = [useQuery(runQuery(workspace, runs.a)), useQuery(runQuery(workspace, runs.b))];
  const [ofA, ofB] = [useNodes(workspace, runs.a), useNodes(workspace, runs.b)];
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const failed = [a, b, ofA.query, ofB.query].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!a.data || !b.data || !ofA.logs || !ofB.logs) return <SkeletonRows rows={8} />;
  const pairs = pairNodes(ofA.logs, ofB.logs);
  const different = pairs.filter(({ verdict }) => verdict !== "equal");
  const shown = onlyDifferent ? different : pairs;
  return (
    <div className="flex min-w-0 flex-col gap-6 px-4 py-5 sm:px-6">
      <Facts workspace={workspace} a={a.data} b={b.data} />
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-1">
          <Checkbox
            label={t("onlyDifferent")}
            checked={onlyDifferent}
            onChange={(event) => setOnlyDifferent(event.target.checked)}
          />
          <p className="text-ink-3 text-xs">{t("count", { different: different.length, all: pairs.length })}</p>
        </div>
        {shown.length === 0 ? <p className="py-3 text-ink-3">{t("nothing")}</p> : null}
        <ul aria-label={t("list")} className="border-line border-t">
          {shown.map((pair) => (
            <ComparedNode key={pair.path} workspace={workspace} runs={runs} pair={pair} />
          ))}
        </ul>
      </div>
    </div>
  );
}

export function ComparePage({ workspace }: { workspace: string }) {
  const t = useTranslations("runs");
  const params = useSearchParams();
  const idOf = (name: string) => {
    const id = params.get(name)?.toLowerCase() ?? "";
    return isId(id) ? id : null;
  };
  const [a, b] = [idOf("a"), idOf("b")];
  return (
    <>
      <PageHeader crumbs={[{ label: t("title"), href: `/w/${workspace}/runs` }]} title={t("compare.title")} />
      {a && b ? (
        <Comparison key={`${a} ${b}`} workspace={workspace} runs={{ a, b }} />
      ) : a ? (
        <PickOther workspace={workspace} runId={a} onPick={(id) => replaceParams(params, { b: id })} />
      ) : (
        <EmptyState
          drawing="weave"
          title={t("compare.title")}
          action={<ButtonLink href={`/w/${workspace}/runs`}>{t("title")}</ButtonLink>}
        >
          {t("compare.missing")}
        </EmptyState>
      )}
    </>
  );
}
