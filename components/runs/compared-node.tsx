"use client";
// One node of two runs beside each other; opened, what differs in what it gave.

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownStatusOf } from "@/lib/run-log/shown-status";
import { runNodeQuery } from "@/lib/runs/client";
import type { NodeLogDetail, NodeLogView } from "@/lib/runs/contract";
import type { Json } from "@/lib/shared/json";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { ErrorBanner } from "../ui/error-state";
import { Duration } from "../ui/quantity";
import { Skeleton } from "../ui/skeleton";
import { diffJson } from "./json-diff";
import { useNodeName } from "./node-name";
import { turnsOf } from "./outline-order";
import type { NodePair } from "./pair-nodes";
import { NodeStatusMark } from "./run-status";
import { NodeGlyph } from "./timeline-bar";

const mostDifferences = 30;
const longest = 400;

function Value({ of, className }: { of: Json | undefined; className: string }) {
  if (of === undefined) return null;
  const text = typeof of === "string" ? of : JSON.stringify(of);
  return (
    <code className={cn("whitespace-pre-wrap break-words rounded-xs px-1 font-mono", className)}>
      {text.length > longest ? `${text.slice(0, longest)}…` : text}
    </code>
  );
}

/** What came out of a node, or why it failed. */
const endOf = (node: Pick<NodeLogDetail, "outputs" | "error"> | undefined): Json | undefined =>
  node?.error ? { error: node.error.message } : node?.outputs;

function Differences({ workspace, runs, pair }: ComparedNodeProps) {
  const t = useTranslations("runs.compare");
  // What only one of the runs has is asked for there alone.
  const a = useQuery({ ...runNodeQuery(workspace, runs.a, pair.path, pair.a?.attempt), enabled: pair.a !== null });
  const b = useQuery({ ...runNodeQuery(workspace, runs.b, pair.path, pair.b?.attempt), enabled: pair.b !== null });
  const error = a.error ?? b.error;
  if (error) return <ErrorBanner error={error} onRetry={() => void Promise.all([a.refetch(), b.refetch()])} />;
  if ((pair.a && !a.data) || (pair.b && !b.data)) return <Skeleton className="h-10 w-full" />;
  const found = diffJson(endOf(a.data), endOf(b.data), mostDifferences);
  return (
    <div className="flex flex-col gap-1.5 text-xs">
      <dl className="flex flex-col gap-1.5">
        {found.map((one) => (
          <div key={one.path} className="grid gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
            <dt className="min-w-0 break-words font-mono text-ink-2">
              {one.path || "·"} <span className="text-ink-3">{t(one.kind)}</span>
            </dt>
            <dd className="flex min-w-0 flex-col items-start gap-1">
              <Value of={one.a} className="bg-soft-bad text-bad-ink" />
              <Value of={one.b} className="bg-soft-ok text-ok-ink" />
            </dd>
          </div>
        ))}
      </dl>
      {found.length === 0 ? <p className="text-ink-3">{t("nothing")}</p> : null}
      {found.length === mostDifferences ? (
        <p className="text-ink-3">{t("tooLong", { count: mostDifferences })}</p>
      ) : null}
    </div>
  );
}

function Side({ log }: { log: NodeLogView | null }) {
  if (!log) return <span className="text-ink-3">–</span>;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs">
      <NodeStatusMark status={shownStatusOf(log)} />
      {log.durationMs === null ? null : (
        <span className="text-ink-3">
          <Duration ms={log.durationMs} />
        </span>
      )}
    </span>
  );
}

const tones = { equal: "plain", different: "warn", onlyA: "run", onlyB: "run" } as const;

export interface ComparedNodeProps {
  workspace: string;
  runs: { a: string; b: string };
  pair: NodePair;
}

export function ComparedNode(props: ComparedNodeProps) {
  const { pair } = props;
  const t = useTranslations("runs.compare");
  const [open, setOpen] = useState(false);
  const nodeName = useNodeName();
  const turns = turnsOf(pair.path);
  const differs = pair.verdict !== "equal";
  const columns =
    "grid grid-cols-2 items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto]";
  const inside = (
    <>
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2">
        <ChevronRight
          className={cn(
            "size-3.5 flex-none text-ink-3 transition-transform",
            open && "rotate-90",
            !differs && "invisible",
          )}
        />
        <NodeGlyph type={pair.type} />
        <span className="min-w-0 truncate">{nodeName(pair)}</span>
        {turns === null ? null : <span className="flex-none text-ink-3 text-xs">{t("turn", { number: turns })}</span>}
      </span>
      <Side log={pair.a} />
      <Side log={pair.b} />
      <Badge tone={tones[pair.verdict]} className="justify-self-start sm:w-24 sm:justify-center">
        {t(pair.verdict)}
      </Badge>
    </>
  );
  return (
    <li className="border-line border-b py-1">
      {differs ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={cn(columns, "min-h-9 w-full rounded-sm px-1 text-left hover:bg-hover touch:min-h-11")}
        >
          {inside}
        </button>
      ) : (
        <div className={cn(columns, "min-h-9 px-1")}>{inside}</div>
      )}
      {open ? (
        <div className="animate-fade py-2 pl-7">
          <Differences {...props} />
        </div>
      ) : null}
    </li>
  );
}
