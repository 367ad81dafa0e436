// What a server's list means for the tools that are stored of it: new ones, ones that differ from what was approved,
// ones that are gone or back. Pure.

import { isDeepStrictEqual } from "node:util";
import { maxToolNameLength } from "../mcp/limits";
import type { OfferedTool } from "../mcp/read-results";
import type { JsonObject } from "../shared/json";
import type { ToolStatus } from "../shared/statuses";
import type { ToolFacts } from "../shared/tool-facts";

export interface StoredTool extends ToolFacts {
  id: string;
  remoteName: string;
  status: ToolStatus;
  outputSchema: JsonObject | null;
  offered: ToolFacts | null;
  isMissing: boolean;
}

export interface ToolChanges {
  added: OfferedTool[];
  /** Never approved, so what is told of them now is what will be. */
  rewritten: { id: string; facts: OfferedTool }[];
  /** Approved: what is told of them now waits for approval; null = it is again what was approved. */
  offered: { id: string; offered: ToolFacts | null }[];
  missing: string[];
  back: string[];
  skipped: { name: string; reason: string }[];
}

/** Compares a server's list with what is stored. */
export function reconcileTools(stored: readonly StoredTool[], listed: readonly OfferedTool[]): ToolChanges {
  const changes: ToolChanges = { added: [], rewritten: [], offered: [], missing: [], back: [], skipped: [] };
  const known = new Map(stored.map((tool) => [tool.remoteName, tool]));
  const seen = new Set<string>();
  for (const tool of listed) {
    const reason = whyNot(tool, seen);
    if (reason) {
      changes.skipped.push({ name: tool.name.slice(0, maxToolNameLength), reason });
      continue;
    }
    seen.add(tool.name);
    const held = known.get(tool.name);
    if (!held) changes.added.push(tool);
    else compare(held, tool, changes);
  }
  for (const tool of stored) {
    if (!seen.has(tool.remoteName) && !tool.isMissing) changes.missing.push(tool.id);
  }
  return changes;
}

function whyNot({ name, inputSchema }: OfferedTool, seen: ReadonlySet<string>): string | null {
  if (name.trim() === "") return "It has no name.";
  if (name.length > maxToolNameLength) return `Its name has more than ${maxToolNameLength} characters.`;
  if (seen.has(name)) return "Another tool in the list has the same name.";
  if (inputSchema.type !== "object") return "Its arguments are not described as an object.";
  if (JSON.stringify(inputSchema).length > 200_000) return "The description of its arguments is too long.";
  return null;
}

function compare(held: StoredTool, tool: OfferedTool, changes: ToolChanges): void {
  if (held.isMissing) changes.back.push(held.id);
  const same =
    held.description === tool.description &&
    isDeepStrictEqual(held.inputSchema, tool.inputSchema) &&
    isDeepStrictEqual(held.annotations, tool.annotations);
  if (held.status !== "approved") {
    if (!same || !isDeepStrictEqual(held.outputSchema, tool.outputSchema)) {
      changes.rewritten.push({ id: held.id, facts: tool });
    }
    return;
  }
  const { description, inputSchema, annotations } = tool;
  const offered = same ? null : { name: held.name, description, inputSchema, annotations };
  if (!isDeepStrictEqual(held.offered, offered)) changes.offered.push({ id: held.id, offered });
}
