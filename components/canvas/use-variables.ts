"use client";
// The variables a node or a wire can refer to, looked up when they are needed rather than at every keystroke.

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ValueType } from "@/lib/graph/schema";
import { useDesigner } from "./designer-context";
import { listVariables, type PickableVariable, type Reader, readerOf } from "./variables";

/** A function that lists what the node or wire can refer to now. */
export function useVariables({ nodeId, edgeId, turnOf }: Reader): (wanted?: ValueType) => PickableVariable[] {
  const t = useTranslations("designer.variables");
  const { draft } = useDesigner();
  return useCallback(
    (wanted) => {
      // The parts of one reader, apart so that the function stays the same while they do.
      const reader = readerOf({ nodeId, edgeId, turnOf } as Reader);
      return listVariables(draft.store.getState().graph, reader, { vars: t("vars"), sys: t("sys") }, wanted);
    },
    [draft, nodeId, edgeId, turnOf, t],
  );
}
