"use client";
// The variables a node can refer to, looked up when they are needed rather than at every keystroke.

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ValueType } from "@/lib/graph/schema";
import { useDesigner } from "./designer-context";
import { listVariables, type PickableVariable } from "./variables";

/** A function that lists what the node can refer to now. */
export function useVariables(nodeId: string): (wanted?: ValueType) => PickableVariable[] {
  const t = useTranslations("designer.variables");
  const { draft } = useDesigner();
  return useCallback(
    (wanted) => listVariables(draft.store.getState().graph, nodeId, { vars: t("vars"), sys: t("sys") }, wanted),
    [draft, nodeId, t],
  );
}
