// An answer that fits a schema: asked for, checked, and asked for again with what is wrong until it fits or the tries
// are used up. Each try is an activity of its own.

import { NodeFailure } from "../../engine/ports";
import { checkSchema, tellFaults } from "../../shared/check-schema";
import type { Json, JsonObject } from "../../shared/json";
import type { ModelMessage } from "../contract";
import { askModel, type ModelHost } from "./ask-model";

export interface Wanted {
  /** Of its activities, without the number of the try: `answer`. */
  key: string;
  name: string;
  schema: JsonObject;
  messages: readonly ModelMessage[];
  known: number;
  keepResults: number;
  /** Further tries. */
  retries: number;
}

/** The instruction for models that are not held to a schema by their provider. */
export function schemaInstruction(schema: JsonObject): string {
  return `Answer with JSON alone, without any other text, that fits this JSON Schema:\n${JSON.stringify(schema)}`;
}

/** Asks until the answer fits; throws NodeFailure where none does. */
export async function askStructured(host: ModelHost, wanted: Wanted): Promise<{ object: Json; cost: number }> {
  const { schema, retries, keepResults } = wanted;
  const messages = [...wanted.messages];
  let known = wanted.known;
  let cost = 0;
  for (let attempt = 1; ; attempt++) {
    const question = {
      key: `${wanted.key}[${attempt}]`,
      name: wanted.name,
      messages: [...messages],
      known,
      keepResults,
      answerSchema: schema,
    };
    const asked = await askModel(host, question).catch((error: unknown) => {
      // Prose where JSON was wanted is the model's fault and can be mended by it.
      if (error instanceof NodeFailure && error.error.code === "provider_bad_answer") return error;
      throw error;
    });
    known = messages.length;
    const fault = asked instanceof NodeFailure ? asked.error.message : faultOf(asked.object, schema);
    if (!(asked instanceof NodeFailure)) {
      cost += asked.cost;
      if (fault === null && asked.object !== undefined) return { object: asked.object, cost };
    }
    if (attempt > retries) {
      const message = `The model's answer does not fit what was asked for, also after ${attempt} tries. ${fault ?? ""}`;
      throw new NodeFailure({ code: "provider_bad_answer", message: message.trim(), retryable: false });
    }
    const said = asked instanceof NodeFailure ? "" : asked.text;
    if (said !== "") messages.push({ role: "assistant", content: said });
    messages.push({ role: "user", content: `That does not fit. ${fault ?? ""} ${schemaInstruction(schema)}` });
  }
}

function faultOf(object: Json | undefined, schema: JsonObject): string | null {
  if (object === undefined) return "It is no JSON.";
  const faults = checkSchema(object, schema);
  return faults.length === 0 ? null : tellFaults(faults);
}
