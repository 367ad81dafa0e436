// Frames that are folded to their bars: what lies in them is hidden, wires among it too. Pure, but for what a browser
// keeps of it: which frames are folded is nobody else's business, and never part of the graph.

import type { FlowEdge, FlowNode } from "./flow-elements";
import type { TrialStorage } from "./trial";

export type Collapsed = ReadonlySet<string>;

export const nothingCollapsed: Collapsed = new Set();

/** Ids of what lies in folded frames, at any depth; `nodes` come after the frames around them. */
export function hiddenIn(nodes: readonly Pick<FlowNode, "id" | "parentId">[], collapsed: Collapsed): Set<string> {
  const hidden = new Set<string>();
  for (const { id, parentId = "" } of nodes) if (collapsed.has(parentId) || hidden.has(parentId)) hidden.add(id);
  return hidden;
}

/** Nodes and wires with those hidden that lie in folded frames; what is hidden is not selected. The same lists where nothing changed. */
export function collapseFrames(
  nodes: FlowNode[],
  edges: FlowEdge[],
  collapsed: Collapsed,
): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const hidden = hiddenIn(nodes, collapsed);
  return {
    nodes: hideAll(nodes, ({ id }) => hidden.has(id)),
    edges: hideAll(edges, ({ source, target }) => hidden.has(source) || hidden.has(target)),
  };
}

function hideAll<T extends { hidden?: boolean; selected?: boolean }>(list: T[], isHidden: (one: T) => boolean): T[] {
  let hasChanged = false;
  const drawn = list.map((one) => {
    const hidden = isHidden(one);
    if ((one.hidden ?? false) === hidden) return one;
    hasChanged = true;
    return hidden ? { ...one, hidden, selected: false } : { ...one, hidden };
  });
  return hasChanged ? drawn : list;
}

/** The folded frames around a node, which have to open for it to be seen. */
export function collapsedAround(
  nodes: readonly Pick<FlowNode, "id" | "parentId">[],
  collapsed: Collapsed,
  id: string,
): string[] {
  if (collapsed.size === 0) return [];
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]));
  const around: string[] = [];
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) if (collapsed.has(at)) around.push(at);
  return around;
}

/** Keeps which frames of a workflow are folded. */
export function keepCollapsed(workflowId: string, storage: TrialStorage) {
  const key = `weft.collapsed.${workflowId}`;
  return {
    read(): Collapsed {
      try {
        const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
        return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
      } catch {
        // Storage is off, or holds something else.
        return nothingCollapsed;
      }
    },
    keep(collapsed: Collapsed): void {
      try {
        storage.setItem(key, JSON.stringify([...collapsed]));
      } catch {
        // Storage is off or full; then it lasts as long as the page.
      }
    },
  };
}
