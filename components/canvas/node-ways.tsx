"use client";
// The ways out of a node. One way is a knot on its edge; several are rows, each with its words and its own knot.

import { Handle, Position } from "@xyflow/react";
import { errorHandle, sourceHandlesOf } from "@/lib/graph/find-type";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { rowsOf } from "@/lib/nodes/read-config";
import { RuleWords } from "./rule-words";
import { useNodeWords } from "./use-node-words";

export interface NodeWaysProps {
  node: GraphNode;
  /** The ways a run took; null where none has yet. */
  taken: readonly string[] | null;
  isFar: boolean;
}

export function NodeWays({ node, taken, isFar }: NodeWaysProps) {
  const words = useNodeWords();
  const definition = definitionOf(node.type);
  if (!definition) return null;
  const ids = sourceHandlesOf(definition, node);
  const named = new Map(definition.handlesOf(node).sources.map((handle) => [handle.id, handle]));
  if (ids.length === 0) return null;
  if (ids.length === 1) {
    return ids.map((id) => (
      <Handle key={id} type="source" position={Position.Right} id={id} className="thread-handle" />
    ));
  }
  const cases = new Map(rowsOf(node.config.cases).map((row) => [row.id, row]));
  return (
    <ul className="border-line border-t py-1">
      {ids.map((id) => {
        const row = cases.get(id);
        const handle = named.get(id) ?? { id };
        const isDead = taken !== null && !taken.includes(id);
        return (
          <li
            key={id}
            data-dead={isDead}
            className="relative flex min-h-6 items-center gap-2 px-3 text-ink-2 text-xs data-[dead=true]:opacity-45"
          >
            <span
              className={id === errorHandle ? "ml-auto truncate text-bad-ink" : "min-w-0 flex-1 truncate text-right"}
            >
              {isFar ? null : row && handle.label === undefined ? <RuleWords row={row} /> : words.handle(node, handle)}
            </span>
            <Handle
              type="source"
              position={Position.Right}
              id={id}
              data-fault={id === errorHandle}
              className="thread-handle"
            />
          </li>
        );
      })}
    </ul>
  );
}
