"use client";
// A change of the graph as a sentence, with its fields by the names people know them by.

import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import { changeKinds } from "@/lib/graph/diff";
import type { GraphNode } from "@/lib/graph/schema";
import type { ChangeView } from "@/lib/workflows/contract";
import { useNodeWords } from "./use-node-words";

/** The sentence of a change; `nodes` tell which type a node has, for the names of its fields. */
export function useChangeWords(nodes: readonly GraphNode[]): (change: ChangeView) => string {
  const t = useTranslations("graph.changes");
  const parts = useTranslations("designer.changedParts");
  const format = useFormatter();
  const words = useNodeWords();
  return useCallback(
    (change) => {
      const kind = changeKinds.find((one) => one === change.kind);
      if (!kind) return change.name ?? change.kind;
      const type = nodes.find((node) => node.id === change.nodeId)?.type ?? "";
      const labels = (change.fields ?? []).map((field) => {
        const [part = "", key = ""] = field.split(".");
        if (part === "config") return words.fieldLabel(type, { key, label: null });
        if (part === "inputs" || part === "outputs") return key;
        return parts.has(part as never) ? String(parts(part as never)) : part;
      });
      const fields = format.list([...new Set(labels)], { type: "conjunction" });
      return t(kind, { name: change.name ?? "", before: change.before ?? "", fields });
    },
    [format, nodes, parts, t, words],
  );
}
