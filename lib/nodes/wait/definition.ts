// Waits for a span of time, until a time, or for a message from outside that names a key. No process is held meanwhile.

import { z } from "zod";
import { mayBeTemplate } from "../../expressions/parse-template";
import type { ConfigFault } from "../../graph/node-type";
import type { Field, GraphNode } from "../../graph/schema";
import type { JsonObject } from "../../shared/json";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";
import { parseMoment } from "./parse-moment";

const modes = ["duration", "until", "event"] as const;
const units = ["seconds", "minutes", "hours", "days"] as const;
export const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
export const waitDefaults = { mode: "duration", amount: 5, unit: "minutes" } as const;
/** Nothing waits longer. */
export const longestWaitMs = 366 * 86_400_000;

const limits = { amount: longestWaitMs / unitMs.seconds, hours: longestWaitMs / unitMs.hours } as const;

const configSchema = z.object({
  mode: z.enum(modes).optional(),
  amount: z.number().min(0).max(limits.amount).optional(),
  unit: z.enum(units).optional(),
  until: templateText.optional(),
  key: templateText.optional(),
  timeLimitHours: z.number().min(0.05).max(limits.hours).optional(),
});
export type WaitConfig = z.infer<typeof configSchema>;

const modeOf = (config: JsonObject) => config.mode ?? waitDefaults.mode;

/** A span beyond the longest wait, and a moment that is written out but can't be read. */
function findFaults({ config }: GraphNode): ConfigFault[] {
  const { amount, until } = config;
  if (modeOf(config) === "duration") {
    const unit = units.find((one) => one === config.unit) ?? waitDefaults.unit;
    const isLonger = typeof amount === "number" && amount <= limits.amount && amount * unitMs[unit] > longestWaitMs;
    return isLonger ? [{ field: "config.amount", code: "field_invalid" }] : [];
  }
  if (modeOf(config) !== "until" || typeof until !== "string" || until.trim() === "" || mayBeTemplate(until)) return [];
  return parseMoment(until) === null ? [{ field: "config.until", code: "field_invalid" }] : [];
}

const waited: Field = { name: "waited_ms", type: "number", isSystem: true };
const data: Field = { name: "data", type: "any", isSystem: true };

const onlyWith = (mode: (typeof modes)[number]) => ({ visibleWhen: { key: "mode", in: [mode] } });

export const waitNode = defineNode({
  type: "wait",
  category: "flow",
  icon: "clock",
  isSilent: true,
  configSchema,
  fields: [
    { key: "mode", control: "select", group: "basic", default: waitDefaults.mode, options: modes },
    {
      key: "amount",
      control: "number",
      group: "basic",
      required: true,
      default: waitDefaults.amount,
      min: 0,
      max: limits.amount,
      step: 1,
      ...onlyWith("duration"),
    },
    {
      key: "unit",
      control: "select",
      group: "basic",
      default: waitDefaults.unit,
      options: units,
      ...onlyWith("duration"),
    },
    { key: "until", control: "template", group: "basic", required: true, ...onlyWith("until") },
    { key: "key", control: "template", group: "basic", required: true, ...onlyWith("event") },
    {
      key: "timeLimitHours",
      control: "number",
      group: "basic",
      min: 0.05,
      max: limits.hours,
      step: 0.05,
      ...onlyWith("event"),
    },
  ],
  handles: ({ config }) => {
    const targets = [{ id: "in" }];
    if (modeOf(config) !== "event") return { targets, sources: [{ id: "out" }] };
    const isLimited = typeof config.timeLimitHours === "number";
    return { targets, sources: [{ id: "received" }, ...(isLimited ? [{ id: "timeout" }] : [])] };
  },
  outputs: ({ config }) => (modeOf(config) === "event" ? [data, waited] : [waited]),
  faults: findFaults,
});
