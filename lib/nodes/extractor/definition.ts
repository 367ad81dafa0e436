// Takes typed values out of a text by a model.

import { z } from "zod";
import { type Field, fieldSchema, graphLimits } from "../../graph/schema";
import { modelField, modelShape } from "../agent-loop/loop-config";
import { answerFieldsOf, answerSchemaOf, findAnswerFaults } from "../answer-schema";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";
import { parameterFields } from "../model-parameters";

const configSchema = z.object({
  ...modelShape,
  text: templateText,
  fields: z.array(fieldSchema).max(graphLimits.fields).optional(),
  schema: z.string().max(graphLimits.text).optional(),
  instructions: templateText.optional(),
  retries: z.number().int().min(0).max(5).optional(),
});
export type ExtractorConfig = z.infer<typeof configSchema>;

const own: Field[] = [{ name: "object", type: "any", isSystem: true }];
/** Names that no field can have. */
export const takenNames = own.map((field) => field.name);

export const extractorNode = defineNode({
  type: "extractor",
  category: "model",
  icon: "scan-text",
  configSchema,
  fields: [
    modelField,
    { key: "text", control: "prompt", group: "basic", required: true, default: "{{ start.query }}" },
    { key: "fields", control: "fields", group: "basic", default: [] },
    { key: "instructions", control: "prompt", group: "behaviour" },
    { key: "retries", control: "number", group: "behaviour", default: 2, min: 0, max: 5, step: 1 },
    { key: "schema", control: "code", group: "advanced", language: "json" },
    ...parameterFields,
  ],
  outputs: (node) => [...own, ...answerFieldsOf(node.config, takenNames)],
  faults: (node) => {
    const faults = findAnswerFaults(node, takenNames);
    const isMissing = faults.length === 0 && answerSchemaOf(node.config) === null;
    return isMissing ? [{ field: "config.fields", code: "field_missing" }] : faults;
  },
  effect: "read",
});
