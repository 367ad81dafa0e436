// The order in which models answer for a model: tiers one after the other, and in a tier by weight. Pure.

import type { ModelRouteView } from "@/lib/models/routing-contract";

export interface DraftRoute {
  targetModelId: string;
  name: string;
  provider: string;
  weight: number;
  isActive: boolean;
  /** Shares its calls with the one above instead of waiting for that to fail. */
  isBeside: boolean;
}

/** What is edited, from what is stored. */
export function draftOfRoutes(routes: readonly ModelRouteView[]): DraftRoute[] {
  return routes.map((route, index) => ({
    targetModelId: route.targetModelId,
    name: route.targetName,
    provider: route.providerName,
    weight: route.weight,
    isActive: route.isActive,
    isBeside: index > 0 && routes[index - 1]?.priority === route.priority,
  }));
}

/** What is stored, from what is edited: priorities count the tiers from 0. */
export function routesOfDraft(draft: readonly DraftRoute[]) {
  let priority = -1;
  return draft.map(({ targetModelId, weight, isActive, isBeside }, index) => {
    if (index === 0 || !isBeside) priority += 1;
    return { targetModelId, priority, weight, isActive };
  });
}

/** The list with one entry moved by a place; the first never stands beside another. */
export function moveRoute(draft: readonly DraftRoute[], from: number, by: -1 | 1): DraftRoute[] {
  const to = from + by;
  const moved = draft[from];
  if (!moved || to < 0 || to >= draft.length) return [...draft];
  const rest = draft.filter((_, index) => index !== from);
  return withFirstAlone([...rest.slice(0, to), moved, ...rest.slice(to)]);
}

/** The list without one entry. */
export function removeRoute(draft: readonly DraftRoute[], at: number): DraftRoute[] {
  return withFirstAlone(draft.filter((_, index) => index !== at));
}

function withFirstAlone(draft: readonly DraftRoute[]): DraftRoute[] {
  return draft.map((route, index) => (index === 0 ? { ...route, isBeside: false } : route));
}
