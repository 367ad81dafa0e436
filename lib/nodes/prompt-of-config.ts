// What a node asks a model: the text of its form, or that of the prompt it refers to, which is filled elsewhere.

import type { NodeVoice } from "../engine/ports";
import { textOf } from "../expressions/values";
import { AppError } from "../shared/errors";
import type { NodeContext } from "./contract";
import type { PromptConfig } from "./prompt-config";

/** The text to ask with; throws `node_failed` where it is empty. */
export async function promptOf(
  { prompt, promptRef, promptValues = {} }: PromptConfig,
  context: Pick<NodeContext, "readPrompt">,
  voice: Pick<NodeVoice, "note">,
): Promise<string> {
  let text = textOf(prompt ?? null, 0);
  if (promptRef) {
    const read = await context.readPrompt(promptRef, promptValues);
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
