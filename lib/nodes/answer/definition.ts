// Says a text to the person who asked: part of the answer, in the order of the graph.

import { z } from "zod";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";

const configSchema = z.object({ text: templateText });
export type AnswerConfig = z.infer<typeof configSchema>;

export const answerNode = defineNode({
  type: "answer",
  category: "answer",
  icon: "message-square-text",
  configSchema,
  fields: [{ key: "text", control: "prompt", group: "basic", required: true }],
  initial: { renderMode: "message" },
  outputs: [{ name: "text", type: "string", isSystem: true }],
});
