// The problems of the draft, found in the browser while nothing else is to be done. Keeps them by node, so that each
// node on the canvas hears of its own alone.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Catalogue, GraphFacts } from "@/lib/graph/node-type";
import type { Problem } from "@/lib/graph/problem";
import type { Graph } from "@/lib/graph/schema";
import { validate } from "@/lib/graph/validate";

export interface ProblemState {
  problems: readonly Problem[];
  byNode: ReadonlyMap<string, readonly Problem[]>;
}

export interface ProblemList {
  store: StoreApi<ProblemState>;
  /** Looks at a graph soon; a later call replaces an earlier one. */
  check(graph: Graph): void;
  setFacts(facts: GraphFacts): void;
  close(): void;
}

const pauseMs = 120;

/** A list that fills itself from the graphs it is shown. */
export function createProblemList(catalogue: Catalogue): ProblemList {
  const store = createStore<ProblemState>(() => ({ problems: [], byNode: new Map() }));
  let facts: GraphFacts = {};
  let latest: Graph | null = null;
  let callOff: () => void = () => {};

  const look = () => {
    if (latest === null) return;
    const problems = validate(latest, catalogue, facts);
    const old = store.getState().byNode;
    const byNode = new Map<string, readonly Problem[]>();
    for (const [nodeId, list] of Map.groupBy(problems, (problem) => problem.nodeId)) {
      if (nodeId === undefined) continue;
      const before = old.get(nodeId);
      byNode.set(nodeId, before && JSON.stringify(before) === JSON.stringify(list) ? before : list);
    }
    store.setState({ problems, byNode });
  };

  const soon = () => {
    callOff();
    const timer = setTimeout(() => {
      callOff = whenIdle(look);
    }, pauseMs);
    callOff = () => clearTimeout(timer);
  };

  return {
    store,
    check(graph) {
      if (graph === latest) return;
      latest = graph;
      soon();
    },
    setFacts(next) {
      facts = next;
      soon();
    },
    close: () => callOff(),
  };
}

/** Runs something when the browser has time; Safari has no such notion. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    run();
    return () => {};
  }
  const handle = requestIdleCallback(run, { timeout: 500 });
  return () => cancelIdleCallback(handle);
}
