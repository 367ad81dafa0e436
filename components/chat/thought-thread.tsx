"use client";
// Opened thoughts: a thread with a knot for each node, in its hue; a knot opens what was thought there.

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { ThoughtView } from "@/lib/conversations/contract";
import { categoryOf } from "@/lib/nodes/category-of";
import { useNodeName } from "../runs/node-name";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Knot, KnotThread } from "../ui/knot-thread";
import { formatDuration } from "../ui/quantity-format";

const states = { running: "run", paused: "wait", succeeded: "done", failed: "bad", skipped: "skipped" } as const;

/** Longer thoughts are cut until somebody wants all of them. */
const firstLength = 4_000;

function Content({ text, isData }: { text: string; isData: boolean }) {
  const t = useTranslations("chat.thoughts");
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > firstLength;
  return (
    <div className="rounded-md border border-line bg-surface px-3.5 py-2.5 text-ink-2 leading-6">
      <p className={cn("whitespace-pre-wrap break-words", isData && "font-mono text-xs")}>
        {cut ? `${text.slice(0, firstLength)}…` : text}
      </p>
      {cut ? (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2.5" onClick={() => setWhole(true)}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}

export function ThoughtThread({ thoughts }: { thoughts: readonly ThoughtView[] }) {
  const t = useTranslations("chat.thoughts");
  const locale = useLocale();
  const nodeName = useNodeName();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) => {
    const next = new Set(opened);
    if (!next.delete(path)) next.add(path);
    setOpened(next);
  };
  return (
    <KnotThread label={t("list")}>
      {thoughts.map((thought) => {
        const text = thought.content?.trim() || thought.error?.message || "";
        // What is being thought now is shown as it comes.
        const open = opened.has(thought.path) !== (thought.status === "running");
        return (
          <Knot
            key={thought.path}
            thread={categoryOf(thought.type) ?? "flow"}
            state={states[thought.status]}
            {...(thought.status === "failed" ? { stateLabel: t("failed") } : {})}
            {...(thought.status === "running" ? { stateLabel: t("running") } : {})}
            {...(thought.status === "paused" ? { stateLabel: t("waiting") } : {})}
            title={thought.summary ?? nodeName(thought)}
            meta={
              thought.status === "paused"
                ? t("waiting")
                : thought.durationMs === null
                  ? null
                  : formatDuration(thought.durationMs, locale)
            }
            {...(text ? { open, onToggle: () => toggle(thought.path) } : {})}
          >
            {text && open ? <Content text={text} isData={thought.type === "tool-call"} /> : null}
          </Knot>
        );
      })}
    </KnotThread>
  );
}
