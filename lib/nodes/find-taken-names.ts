// Rows of typed fields become values of a node, so each needs a name of its own. Shared by the node types that ask
// people for something.

import type { ConfigFault } from "../graph/node-type";
import type { Json } from "../shared/json";
import { rowsOf } from "./read-config";

/** A fault for each row whose name another row or the node itself already has. */
export function findTakenNames(value: Json | undefined, key: string, taken: readonly string[]): ConfigFault[] {
  const seen = new Set(taken);
  const faults: ConfigFault[] = [];
  for (const [index, row] of rowsOf(value).entries()) {
    if (typeof row.name !== "string") continue;
    if (seen.has(row.name)) {
      faults.push({ field: `config.${key}.${index}.name`, code: "field_invalid", params: { name: row.name } });
    }
    seen.add(row.name);
  }
  return faults;
}
