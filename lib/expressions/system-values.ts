// The values every expression may read under `sys`, listed in this one place: for the engine that provides them, for
// validation and for the variable picker.

import type { ValueType } from "../graph/schema";

/** Type by name; each may be null where a run has none, such as a run without a conversation. */
export const systemValues = {
  /** What the person asked. */
  query: "string",
  /** When the run was accepted, ISO 8601 in UTC; the same through the whole run and after a resume. */
  now: "string",
  run_id: "string",
  workflow_id: "string",
  workspace_id: "string",
  conversation_id: "string",
  user_id: "string",
  /** How many runs the conversation had before this one. */
  run_count: "number",
  /** What started the run: chat, api, manual and so on. */
  trigger: "string",
} as const satisfies Record<string, ValueType>;

export type SystemValue = keyof typeof systemValues;
export const systemValueNames: readonly SystemValue[] = [
  "query",
  "now",
  "run_id",
  "workflow_id",
  "workspace_id",
  "conversation_id",
  "user_id",
  "run_count",
  "trigger",
];

/** Whether `sys.<name>` exists. */
export function isSystemValue(name: string): name is SystemValue {
  return Object.hasOwn(systemValues, name);
}
