// Runs the code with the node's inputs and holds what it returns to the outputs that the node declares.

import type { Field } from "../../graph/schema";
import { AppError } from "../../shared/errors";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import type { Executor } from "../contract";
import { isOfType, typeName } from "../value-types";
import { type CodeConfig, codeDefaults } from "./definition";

const megabyte = 1_048_576;

function failed(reason: string): AppError {
  return new AppError("code_failed", reason, {
    params: { reason },
    details: [{ path: "config.source", code: "code_failed", message: reason }],
  });
}

/** What the code returned as the declared outputs; what is not declared is left out. */
function readOutputs(fields: readonly Field[], returned: Json): JsonObject {
  if (fields.length === 0) return {};
  if (!isJsonObject(returned)) {
    const names = fields.map((field) => field.name).join(", ");
    throw failed(`The code should return an object with ${names}; it returned ${typeName(returned)}.`);
  }
  const outputs: JsonObject = {};
  for (const field of fields) {
    const value = Object.hasOwn(returned, field.name) ? (returned[field.name] ?? null) : null;
    if (value === null && field.required) throw failed(`The code did not return ${field.name}.`);
    if (!isOfType(value, field.type)) {
      throw failed(`${field.name} should be of type ${field.type}; the code returned ${typeName(value)}.`);
    }
    outputs[field.name] = value;
  }
  return outputs;
}

export const runCodeNode: Executor<CodeConfig> = async ({ node, config, inputs, signal, voice }, context) => {
  const returned = await context.runCode({
    source: config.source,
    inputs,
    timeoutMs: config.timeoutMs ?? codeDefaults.timeoutMs,
    memoryBytes: (config.memoryMb ?? codeDefaults.memoryMb) * megabyte,
    signal,
    onPrint: (line) => voice.note(line),
  });
  return { outputs: readOutputs(node.outputs, returned) };
};
