"use client";
// The versions of a workflow: what changed in each, a look at one on the canvas, and the way back to it.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { NextPage } from "@/components/ui/load-more";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { restore, versionQuery, versionsQuery } from "@/lib/workflows/client";
import type { VersionView } from "@/lib/workflows/contract";
import { useDesigner, useDraft } from "./designer-context";
import { useChangeWords } from "./use-change-words";

export default function HistorySheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("designer.history");
  const { workspace, workflow } = useDesigner();
  const query = useInfiniteQuery(versionsQuery(workspace, workflow.id));
  const versions = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={t("title")}>
      {query.isPending ? <SkeletonRows rows={4} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && versions.length === 0 ? (
        <EmptyState drawing="knots" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      <ol className="flex flex-col">
        {versions.map((version) => (
          <VersionEntry key={version.id} version={version} onDone={onClose} />
        ))}
      </ol>
      <NextPage of={query} />
    </Sheet>
  );
}

function VersionEntry({ version, onDone }: { version: VersionView; onDone: () => void }) {
  const t = useTranslations("designer.history");
  const designer = useDesigner();
  const cache = useQueryClient();
  const nodes = useDraft((state) => state.graph.nodes);
  const say = useChangeWords(nodes);
  const [busy, setBusy] = useState<"look" | "restore" | null>(null);
  const { workspace, workflow, draft } = designer;
  const attempt = async (kind: "look" | "restore", body: () => Promise<void>) => {
    setBusy(kind);
    try {
      await body();
      onDone();
    } catch {
      showToast({ tone: "bad", title: t("failed") });
    } finally {
      setBusy(null);
    }
  };
  const look = () =>
    attempt("look", async () => {
      const { graph } = await cache.fetchQuery(versionQuery(workspace, workflow.id, version.number));
      designer.view.setState({ version: { number: version.number, graph }, opened: null, adding: null, panel: null });
    });
  const bringBack = () =>
    attempt("restore", async () => {
      await draft.flush();
      await restore(workflow.id, version.number, draft.store.getState().revision);
      await draft.refresh();
      designer.view.setState({ version: null });
      showToast({ tone: "ok", title: t("restored", { number: version.number }) });
    });
  return (
    <li className="flex flex-col gap-1.5 border-line border-b py-3.5 first:pt-0">
      <div className="flex items-center gap-2">
        <b className="font-semibold">{t("version", { number: version.number })}</b>
        {version.isLive ? <Badge tone="ok">{t("live")}</Badge> : null}
        <span className="text-ink-3 text-xs">{version.semver}</span>
        <span className="ml-auto text-ink-3 text-xs">
          <Time value={version.releasedAt} />
        </span>
      </div>
      {version.releasedByName ? (
        <p className="text-ink-3 text-xs">{t("by", { name: version.releasedByName })}</p>
      ) : null}
      {version.releaseNotes ? <p className="whitespace-pre-wrap">{version.releaseNotes}</p> : null}
      {version.changes.length > 0 ? (
        <ul className="list-disc pl-4 text-ink-2 text-xs marker:text-ink-3">
          {version.changes.slice(0, 6).map((change) => (
            <li key={JSON.stringify(change)}>{say(change)}</li>
          ))}
          {version.changes.length > 6 ? <li>{t("moreChanges", { count: version.changes.length - 6 })}</li> : null}
        </ul>
      ) : null}
      <div className="mt-1 flex gap-2">
        <Button size="sm" loading={busy === "look"} onClick={() => void look()}>
          {t("look")}
        </Button>
        {designer.may.edit ? (
          <Button size="sm" variant="ghost" loading={busy === "restore"} onClick={() => void bringBack()}>
            {t("restore")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
