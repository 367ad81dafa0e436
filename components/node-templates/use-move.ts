"use client";
// Moves entries of the palette: at once for the eye, then on the server, and back where that fails.

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { moveTemplate } from "@/lib/node-templates/client";
import type { NodeTemplateView } from "@/lib/workflows/contract";

export interface Move {
  code: string;
  place: "before" | "after";
  other: string;
}

/** How an entry is moved. */
export function useMove(queryKey: QueryKey, onError: (error: unknown) => void): (move: Move) => void {
  const cache = useQueryClient();
  return ({ code, place, other }) => {
    onError(null);
    const before = cache.getQueryData<NodeTemplateView[]>(queryKey);
    const moved = before?.find((entry) => entry.code === code);
    if (!before || !moved) return;
    const rest = before.filter((entry) => entry !== moved);
    const at = rest.findIndex((entry) => entry.code === other) + (place === "after" ? 1 : 0);
    cache.setQueryData(queryKey, rest.toSpliced(at, 0, moved));
    moveTemplate(code, { place, other }).catch((reason: unknown) => {
      onError(reason);
      void cache.invalidateQueries({ queryKey });
    });
  };
}
