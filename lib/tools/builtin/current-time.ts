// Tells the time, which models don't know.

import type { BuiltinTool } from "./contract";
import { optionalText, wrong } from "./read-arguments";

function localTime(at: Date, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "full", timeStyle: "long" }).format(at);
  } catch {
    throw wrong(`“${timeZone}” is no time zone. Give an IANA name such as Europe/Oslo.`);
  }
}

export const currentTime: BuiltinTool = {
  name: "current_time",
  title: "Current time",
  description: "Tells the date, the time and the day of the week in a time zone.",
  category: "text",
  inputSchema: {
    type: "object",
    properties: { timeZone: { type: "string", description: "An IANA name such as Europe/Oslo; UTC where absent." } },
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run(input, { now }) {
    const timeZone = optionalText(input, "timeZone", 100) || "UTC";
    const at = new Date(now());
    return { iso: at.toISOString(), timeZone, local: localTime(at, timeZone) };
  },
};
