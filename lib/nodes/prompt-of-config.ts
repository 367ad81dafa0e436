// What a node asks a model and how it instructs it: the texts of its form, or those of the prompts it refers to, which
// are filled elsewhere.

import type { NodeVoice } from "../engine/ports";
import { textOf } from "../expressions/values";
import { type PromptReference, valuesKeyOf } from "../graph/prompt-reference";
import { AppError } from "../shared/errors";
import type { Json, JsonObject } from "../shared/json";
import type { NodeContext } from "./contract";
import type { PromptConfig } from "./prompt-config";

type Context = Pick<NodeContext, "readPrompt">;
type Voice = Pick<NodeVoice, "note">;

/** The text to ask with; throws `node_failed` where it is empty. */
export async function promptOf(
  { prompt, promptRef, promptValues = {} }: PromptConfig,
  context: Context,
  voice: Voice,
): Promise<string> {
  let text = textOf(prompt ?? null, 0);
  if (promptRef) {
    const read = await readAs("promptRef", promptRef, promptValues, context);
    voice.note(`Asked with the prompt ${read.name}, version ${read.number}.`);
    text = read.text;
  }
  if (text.trim() !== "") return text;
  throw new AppError("node_failed", "The prompt is empty, so there is nothing to ask the model.", {
    details: [
      {
        path: promptRef ? "config.promptRef" : "config.prompt",
        code: "field_missing",
        message: "The prompt is empty.",
      },
    ],
  });
}

interface Instructions {
  text: Json | undefined;
  reference: PromptReference | null | undefined;
  values: JsonObject | undefined;
}

/** The instructions under the key of their reference; null where there are none. */
export async function instructionsOf(
  key: "systemRef" | "instructionsRef",
  { text, reference, values = {} }: Instructions,
  context: Context,
  voice: Voice,
): Promise<string | null> {
  if (!reference) return textOf(text ?? null, 0).trim() || null;
  const read = await readAs(key, reference, values, context);
  voice.note(`Instructed by the prompt ${read.name}, version ${read.number}.`);
  return read.text.trim() || null;
}

/** Reads a prompt; what is wrong with its values is told where the node has them. */
async function readAs(key: string, reference: PromptReference, values: JsonObject, { readPrompt }: Context) {
  try {
    return await readPrompt(reference, values);
  } catch (error) {
    if (!(error instanceof AppError) || error.details.length === 0) throw error;
    const details = error.details.map((detail) => ({
      ...detail,
      path: detail.path === "" ? `config.${key}` : `config.${valuesKeyOf(key)}.${detail.path}`,
    }));
    throw new AppError(error.code, error.message, { cause: error, params: error.params, details });
  }
}
