// The tools that every installation brings. Each is pure or reads only what it is given; what reaches outside is of
// another kind. Server and tests.

import type { Json, JsonObject } from "../shared/json";
import type { ToolAnnotations } from "../shared/tool-facts";

export interface BuiltinTool {
  name: string;
  title: string;
  description: string;
  inputSchema: JsonObject;
  annotations: ToolAnnotations;
  /** Gives a value, or throws an AppError whose message may be told to a model. */
  run(input: JsonObject, now: () => number): Json;
}

const time: BuiltinTool = {
  name: "current_time",
  title: "Current time",
  description: "Tells the date, the time and the day of the week in a time zone.",
  inputSchema: {
    type: "object",
    properties: { timeZone: { type: "string", description: "An IANA name such as Europe/Oslo; UTC where absent." } },
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run({ timeZone }, now) {
    const zone = typeof timeZone === "string" && timeZone !== "" ? timeZone : "UTC";
    const at = new Date(now());
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "full", timeStyle: "long" }).format(at);
    return { iso: at.toISOString(), timeZone: zone, local };
  },
};

export const builtinTools: Readonly<Record<string, BuiltinTool>> = { current_time: time };
