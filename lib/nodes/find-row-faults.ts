// Rows that become handles must each have an id of its own. Shared by the node types that branch.

import type { ConfigFault } from "../graph/node-type";
import type { Json } from "../shared/json";
import { rowsOf } from "./read-config";

/** A fault for each row whose id another row or a fixed handle already has. */
export function findRowFaults(value: Json | undefined, key: string, taken: readonly string[]): ConfigFault[] {
  const seen = new Set([...taken, "error"]);
  const faults: ConfigFault[] = [];
  for (const [index, row] of rowsOf(value).entries()) {
    if (typeof row.id !== "string") continue;
    if (seen.has(row.id)) faults.push({ field: `config.${key}.${index}.id`, code: "field_invalid" });
    seen.add(row.id);
  }
  return faults;
}
