// Ids that no node can have, because expressions would not read them as the name of a node.

import { reservedNames } from "./schema";

const reserved = new Set<string>([...reservedNames, "true", "false", "null"]);

/** Whether a name is taken by a namespace of references or a word of the expression language. */
export function isReservedName(name: string): boolean {
  return reserved.has(name);
}
