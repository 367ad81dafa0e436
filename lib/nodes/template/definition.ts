// Puts values together into a text, or into a JSON value of a given shape.

import { z } from "zod";
import { templateJson, templateText } from "../config-schemas";
import { defineNode } from "../define-node";

const configSchema = z.object({
  mode: z.enum(["text", "json"]).optional(),
  text: templateText.optional(),
  json: templateJson.optional(),
});
export type TemplateConfig = z.infer<typeof configSchema>;

export const templateNode = defineNode({
  type: "template",
  category: "data",
  icon: "braces",
  configSchema,
  fields: [
    { key: "mode", control: "select", group: "basic", default: "text", options: ["text", "json"] },
    {
      key: "text",
      control: "prompt",
      group: "basic",
      required: true,
      visibleWhen: { key: "mode", in: ["text"] },
    },
    {
      key: "json",
      control: "json",
      group: "basic",
      required: true,
      visibleWhen: { key: "mode", in: ["json"] },
    },
  ],
  outputs: (node) =>
    node.config.mode === "json"
      ? [{ name: "json", type: "any", isSystem: true }]
      : [{ name: "text", type: "string", isSystem: true }],
  callable: true,
});
