"use client";
// What the next test does differently: outputs that are kept, nodes it stops before. Each can be taken away.

import { Pin, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { useDesigner, useDraft, useTrial } from "./designer-context";
import { open } from "./graph-actions";
import { trialOf } from "./trial";

export function TrialList() {
  const t = useTranslations("designer.trial");
  const designer = useDesigner();
  const nodes = useDraft((state) => state.graph.nodes);
  const state = useTrial((trial) => trial);
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  const { mocks, breakpoints } = trialOf(state, new Set(names.keys()));
  const mocked = Object.keys(mocks);
  if (mocked.length + breakpoints.length === 0) return null;
  const row = (id: string, mark: ReactNode, words: string, remove: () => void) => (
    <li key={`${words} ${id}`} className="flex min-h-[30px] items-center gap-2 text-xs">
      <span className="flex w-4 flex-none justify-center">{mark}</span>
      <button
        type="button"
        className="min-w-0 flex-1 truncate text-left hover:underline"
        onClick={() => open(designer, id)}
      >
        {names.get(id)} <span className="text-ink-3">· {words}</span>
      </button>
      <IconButton size="sm" label={t("remove", { name: names.get(id) ?? id })} onClick={remove}>
        <X />
      </IconButton>
    </li>
  );
  return (
    <section className="mt-3">
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{t("title")}</h3>
      <ul>
        {breakpoints.map((id) =>
          row(id, <span className="size-2.5 rounded-full bg-bad" />, t("stop"), () =>
            designer.trial.toggleBreakpoint(id),
          ),
        )}
        {mocked.map((id) =>
          row(id, <Pin className="size-3.5 text-accent-text" />, t("kept"), () => designer.trial.unmock(id)),
        )}
      </ul>
    </section>
  );
}
