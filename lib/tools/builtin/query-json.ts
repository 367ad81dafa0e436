// Picks values out of JSON with the product's own expressions.

import { isJsonObject, type Json } from "../../shared/json";
import type { BuiltinTool } from "./contract";
import { evaluateOver } from "./evaluate";
import { textArgument, wrong } from "./read-arguments";

/** Models hand JSON over as a value or as a text. */
function dataOf(value: Json | undefined): Json {
  if (value === undefined) throw wrong("The argument “data” is missing.");
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw wrong("The argument “data” is a text that is not JSON.");
  }
}

export const queryJson: BuiltinTool = {
  name: "query_json",
  title: "JSON query",
  description:
    'Picks a value out of JSON with an expression over `data`, such as data.items[0].price, length(data.items) or join(data.tags, ", "). Members of an object are also roots: items[0].price.',
  category: "text",
  inputSchema: {
    type: "object",
    properties: {
      data: { description: "The JSON, as a value or as text." },
      query: { type: "string", description: "The expression.", maxLength: 2_000 },
    },
    required: ["data", "query"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run(input) {
    const data = dataOf(input.data);
    return evaluateOver(textArgument(input, "query", 2_000), { ...(isJsonObject(data) ? data : {}), data });
  },
};
