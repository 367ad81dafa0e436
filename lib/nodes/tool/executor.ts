// Opens the tool, checks what it is called with, and calls it as an activity, so that it is never called twice and can
// wait for somebody's approval. Inputs that hold nothing are left out: an absent argument is not null.

import { NodeFailure } from "../../engine/ports";
import { checkSchema, tellFaults } from "../../shared/check-schema";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import { callTool } from "../agent-loop/call-tool";
import { termsOf } from "../agent-loop/plan-of-config";
import type { Executor, OpenTool } from "../contract";
import { fieldsOfSchema } from "../schema-fields";
import { coerceValue } from "../value-types";
import type { ToolConfig } from "./definition";

export const runTool: Executor<ToolConfig> = async (call, context) => {
  const { config, inputs } = call;
  const opened = await context.openTools({ tools: [config.toolId], workflows: [] });
  const tool = opened.tools.find(({ id }) => id === config.toolId);
  if (!tool) {
    const message = opened.problems[0]?.message ?? "The tool can't be used.";
    throw new NodeFailure({ code: "node_failed", message, field: "config.toolId" });
  }
  const args = argumentsFor(tool, inputs);
  const faults = checkSchema(args, tool.inputSchema);
  if (faults.length > 0) {
    const message = `The inputs do not fit what ${tool.title} takes. ${tellFaults(faults)}`;
    throw new NodeFailure({ code: "inputs_invalid", message, field: fieldOf(faults[0]?.path) });
  }
  const outcome = await callTool({ call, context, terms: termsOf(config) }, "call", tool, args);
  if (!outcome) return { outputs: {}, wait: { kind: "activities" } };
  if (!outcome.ok && (config.onFailure ?? "fail") === "fail") {
    // Tried again was the call itself; how it ended is kept, so a further try of the node would only read it.
    const params = { tool: tool.title };
    throw new NodeFailure({ code: "node_failed", message: outcome.text, params, retryable: false });
  }
  return { outputs: { value: outcome.value, text: outcome.text, ok: outcome.ok }, content: outcome.text };
};

/** Templates give texts where numbers are meant; what spells one is taken for it. */
function argumentsFor(tool: OpenTool, inputs: JsonObject): JsonObject {
  const fields = new Map(fieldsOfSchema(tool.inputSchema).map((field) => [field.name, field]));
  const properties = isJsonObject(tool.inputSchema.properties) ? tool.inputSchema.properties : {};
  const args: JsonObject = {};
  for (const [name, value] of Object.entries(inputs)) {
    const field = fields.get(name);
    if (value === null && !allowsNull(properties[name])) continue;
    const coerced = field ? coerceValue(value, field.type) : null;
    args[name] = coerced?.ok ? coerced.value : value;
  }
  return args;
}

function allowsNull(schema: Json | undefined): boolean {
  return isJsonObject(schema) && Array.isArray(schema.type) && schema.type.includes("null");
}

function fieldOf(path: string | undefined): string {
  const name = path?.split("/")[1];
  return name ? `inputs.${name}` : "inputs";
}
