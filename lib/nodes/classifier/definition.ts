// Lets a model tell which of several classes a text belongs to, and takes the way of that class.

import { z } from "zod";
import { modelField, modelShape } from "../agent-loop/loop-config";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";
import { findRowFaults } from "../find-row-faults";
import { parameterFields } from "../model-parameters";
import { handleRowsOf } from "../read-config";

const configSchema = z.object({
  ...modelShape,
  text: templateText,
  instructions: templateText.optional(),
  classes: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        name: z.string().trim().min(1).max(200),
        description: z.string().max(2_000).optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type ClassifierConfig = z.infer<typeof configSchema>;

/** The way taken where no class fits. */
export const otherHandle = "other";

export const classifierNode = defineNode({
  type: "classifier",
  category: "logic",
  icon: "split",
  configSchema,
  fields: [
    modelField,
    { key: "text", control: "prompt", group: "basic", required: true, default: "{{ start.query }}" },
    {
      key: "classes",
      control: "classes",
      group: "basic",
      required: true,
      default: [
        { id: "class_1", name: "", description: "" },
        { id: "class_2", name: "", description: "" },
      ],
    },
    { key: "instructions", control: "prompt", group: "behaviour" },
    ...parameterFields,
  ],
  handles: (node) => ({
    targets: [{ id: "in" }],
    sources: [...handleRowsOf(node.config.classes).filter((handle) => handle.id !== otherHandle), { id: otherHandle }],
  }),
  outputs: [
    { name: "class", type: "string", isSystem: true },
    { name: "branch", type: "string", isSystem: true },
  ],
  faults: (node) => findRowFaults(node.config.classes, "classes", [otherHandle]),
  effect: "read",
});
