"use client";
// The tools of a server: choose many and approve them at once, switch one off, open one to see what it says of itself.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { serversKey, serverToolsQuery } from "@/lib/tool-servers/client";
import type { ServerTool, ToolServerView } from "@/lib/tool-servers/contract";
import { reviewTools } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { ToolLine } from "./tool-line";

const ToolSheet = dynamic(() => import("./tool-sheet").then((file) => file.ToolSheet));

export interface ServerToolsProps {
  workspace: string;
  server: ToolServerView;
  may: { connect: boolean; manage: boolean };
}

const asksForReview = (tool: ServerTool) => !tool.isMissing && (tool.status === "pending" || tool.hasChanged);
const shownAtFirst = 200;

export function ServerTools({ workspace, server, may }: ServerToolsProps) {
  const t = useTranslations("toolServers");
  const cache = useQueryClient();
  const query = useQuery(serverToolsQuery(workspace, server.id));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [showsAll, setShowsAll] = useState(false);
  const all = query.data ?? [];
  const wanted = search.trim().toLowerCase();
  const found = all.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  const shown = showsAll ? found : found.slice(0, shownAtFirst);
  const waiting = found.filter(asksForReview);
  const open = all.find(({ id }) => id === openId);

  // Of what is chosen, what the decision changes.
  const concerned = {
    approve: all.filter((tool) => chosen.has(tool.id) && (tool.status !== "approved" || tool.hasChanged)),
    reject: all.filter((tool) => chosen.has(tool.id) && tool.status !== "rejected"),
  };
  const review = useMutation({
    mutationFn: (decision: "approve" | "reject") =>
      callOperation(reviewTools, {
        body: {
          toolIds: concerned[decision].slice(0, 500).map(({ id }) => id),
          decision,
          note: decision === "reject" ? t("review.note") : "",
        },
      }),
    onSuccess: () => setChosen(new Set()),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: serversKey(workspace) }),
        cache.invalidateQueries({ queryKey: ["tools", workspace] }),
      ]),
  });
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };

  return (
    <section aria-label={t("toolsOf")} className="min-w-0">
      <div className="flex flex-wrap items-center gap-3 px-4 pb-3 sm:px-6">
        <h2 className="text-base">{t("toolsOf")}</h2>
        <span className="text-ink-3 text-sm">{all.length}</span>
        {all.length > 10 ? (
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            className="max-w-60"
          />
        ) : null}
        <span className="flex-1" />
        {may.connect && concerned.reject.length > 0 ? (
          <Button icon={<X />} loading={review.isPending} onClick={() => review.mutate("reject")}>
            {t("review.reject", { count: concerned.reject.length })}
          </Button>
        ) : null}
        {may.connect && concerned.approve.length > 0 ? (
          <Button
            variant="primary"
            icon={<Check />}
            loading={review.isPending}
            onClick={() => review.mutate("approve")}
          >
            {t("review.approve", { count: concerned.approve.length })}
          </Button>
        ) : null}
        {may.connect && chosen.size === 0 && waiting.length > 0 ? (
          <Button onClick={() => setChosen(new Set(waiting.map(({ id }) => id)))}>
            {t("review.choose", { count: waiting.length })}
          </Button>
        ) : null}
      </div>
      {review.error ? (
        <div className="px-4 pb-3 sm:px-6">
          <ErrorBanner error={review.error} />
        </div>
      ) : null}
      {query.isPending ? <SkeletonRows rows={4} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && all.length === 0 ? (
        <p className="px-4 text-ink-3 text-sm sm:px-6">{t(server.isChecking ? "asking" : "noTools")}</p>
      ) : null}
      {shown.length > 0 ? (
        <Table label={t("toolsOf")}>
          <thead>
            <tr>
              {may.connect ? (
                <Th className="w-8">
                  <Checkbox
                    label={t("review.all")}
                    labelHidden
                    checked={chosen.size > 0 && chosen.size === found.length}
                    mixed={chosen.size > 0 && chosen.size < found.length}
                    onChange={({ target }) => setChosen(new Set(target.checked ? found.map(({ id }) => id) : []))}
                  />
                </Th>
              ) : null}
              <Th>{t("columns.tool")}</Th>
              <Th from="md">{t("columns.hints")}</Th>
              <Th>{t("columns.status")}</Th>
              <Th numeric from="lg">
                {t("columns.used")}
              </Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((tool) => (
              <ToolLine
                key={tool.id}
                tool={tool}
                isOpen={tool.id === openId}
                onOpen={() => setOpenId(tool.id)}
                {...(may.connect
                  ? { isChosen: chosen.has(tool.id), onChoose: (is: boolean) => choose(tool.id, is) }
                  : {})}
              />
            ))}
          </tbody>
        </Table>
      ) : null}
      {shown.length < found.length ? (
        <div className="px-4 pt-3 sm:px-6">
          <Button onClick={() => setShowsAll(true)}>{t("showAll", { count: found.length })}</Button>
        </div>
      ) : null}
      {open ? <ToolSheet workspace={workspace} tool={open} may={may} onClose={() => setOpenId(null)} /> : null}
    </section>
  );
}
