// What a test run is asked with: the variables of the start node, and the last values, remembered in this browser.

import { type Field, fieldSchema, type Graph } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { isJsonObject, type JsonObject } from "@/lib/shared/json";
import type { TestInputs } from "./test-run";

/** The variables that the start node asks for. */
export function askedFields(graph: Graph): Field[] {
  const start = graph.nodes.find((node) => definitionOf(node.type)?.role === "start");
  const rows = Array.isArray(start?.config.variables) ? start.config.variables : [];
  return rows.flatMap((row) => {
    const parsed = fieldSchema.safeParse(row);
    // Members that are absent are absent in both forms of the type.
    return parsed.success ? [parsed.data as Field] : [];
  });
}

const key = (workflowId: string) => `weft.test.${workflowId}`;

/** The values of the last test; empty ones where there was none. */
export function readLastInputs(workflowId: string): TestInputs {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(workflowId)) ?? "null");
    if (isJsonObject(kept)) {
      const inputs: JsonObject = isJsonObject(kept.inputs) ? kept.inputs : {};
      return { query: typeof kept.query === "string" ? kept.query : "", inputs };
    }
  } catch {
    // Storage is off, or holds something else: a test begins with empty fields.
  }
  return { query: "", inputs: {} };
}

/** Remembers the values of a test. */
export function keepInputs(workflowId: string, inputs: TestInputs): void {
  try {
    localStorage.setItem(key(workflowId), JSON.stringify(inputs));
  } catch {
    // Storage is off or full; then the next test begins with empty fields.
  }
}
