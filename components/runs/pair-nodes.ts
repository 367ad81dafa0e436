// The nodes of two runs beside each other, by their paths. Pure.

import type { NodeLogView } from "@/lib/runs/contract";
import { inOutlineOrder } from "./outline-order";

export interface NodePair {
  path: string;
  name: string;
  type: string;
  a: NodeLogView | null;
  b: NodeLogView | null;
  verdict: "equal" | "different" | "onlyA" | "onlyB";
}

function lastByPath(logs: readonly NodeLogView[]): Map<string, NodeLogView> {
  const last = new Map<string, NodeLogView>();
  for (const log of logs) if ((last.get(log.path)?.attempt ?? 0) <= log.attempt) last.set(log.path, log);
  return last;
}

/** How a node ended: what came out of it, or why it failed. */
function endOf({ status, outputsChecksum, error }: NodeLogView): string {
  return JSON.stringify([status, outputsChecksum ?? null, error?.code ?? null, error?.message ?? null]);
}

function verdictOf(a: NodeLogView | null, b: NodeLogView | null): NodePair["verdict"] {
  if (!a) return "onlyB";
  if (!b) return "onlyA";
  return endOf(a) === endOf(b) ? "equal" : "different";
}

/** Every path that either run has, as an outline of the first and then of the second; only the last start of each. */
export function pairNodes(a: readonly NodeLogView[], b: readonly NodeLogView[]): NodePair[] {
  const [ofA, ofB] = [lastByPath(a), lastByPath(b)];
  return inOutlineOrder([...new Set([...ofA.keys(), ...ofB.keys()])]).flatMap((path) => {
    const [left, right] = [ofA.get(path) ?? null, ofB.get(path) ?? null];
    const known = left ?? right;
    if (!known) return [];
    return [{ path, name: known.name, type: known.type, a: left, b: right, verdict: verdictOf(left, right) }];
  });
}
