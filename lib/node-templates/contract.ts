// The endpoints by which administrators change what the designer's palette offers: templates of their own, changes of
// the product's entries, and the dictionary of config fields. What the palette holds is read by the workflows' endpoint.

import { z } from "zod";
import { fieldSchema, renderModes, schemaPolicySchema } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { controls, nodeCategories } from "../nodes/contract";
import { conditionSchema, nodeTemplateSchema } from "../workflows/contract";

export const templateLimits = {
  name: 80,
  description: 500,
  label: 120,
  help: 500,
  group: 60,
  config: 200_000,
} as const;

/** Has an underscore, which no type of the product has, so that an upgrade never brings a code that is taken. */
export const ownCodePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;

const tag = "Node templates";
const text = (max: number) => z.string().trim().min(1).max(max);
const params = z.object({ code: z.string().min(1).max(64) });

const words = {
  name: text(templateLimits.name),
  description: z.string().trim().max(templateLimits.description),
  icon: z.string().regex(/^[a-z0-9-]{1,40}$/),
  category: z.enum(nodeCategories),
};

export const fieldSettingsSchema = z.object({
  key: z.string().min(1).max(64),
  group: text(templateLimits.group).nullable(),
  label: text(templateLimits.label).nullable(),
  help: text(templateLimits.help).nullable(),
  isHidden: z.boolean(),
  isLocked: z.boolean(),
  /** Left out = as the product has it. What a type requires stays required. */
  required: z.boolean().optional(),
  /** Left out = as the product has it; null = always shown. */
  visibleWhen: conditionSchema.nullable().optional(),
});
export type FieldSettings = z.infer<typeof fieldSettingsSchema>;

export const templatePresetsSchema = z.object({
  config: z.record(z.string().max(64), z.json()),
  inputs: z.array(fieldSchema).max(200).optional(),
  outputs: z.array(fieldSchema).max(200).optional(),
  renderMode: z.enum(renderModes).optional(),
});
export type TemplatePresets = z.infer<typeof templatePresetsSchema>;

export const createNodeTemplate = defineOperation({
  id: "createNodeTemplate",
  method: "POST",
  path: "/node-templates",
  tag,
  summary: "Make a template from an entry of the palette",
  allow: "template.manage",
  body: z.object({
    /** The code of the entry that is copied, be it the product's or a template. */
    from: z.string().min(1).max(64),
    /** Made from the name where it is left out. */
    code: z.string().max(40).regex(ownCodePattern).optional(),
    ...words,
    description: words.description.default(""),
    icon: words.icon.optional(),
    category: words.category.optional(),
  }),
  status: 201,
  result: nodeTemplateSchema,
  errors: ["name_taken"],
});

export const getNodeTemplate = defineOperation({
  id: "getNodeTemplate",
  method: "GET",
  path: "/node-templates/{code}",
  tag,
  summary: "Read an entry of the palette",
  allow: "workflow.view",
  params,
  result: nodeTemplateSchema,
});

export const updateNodeTemplate = defineOperation({
  id: "updateNodeTemplate",
  method: "PATCH",
  path: "/node-templates/{code}",
  tag,
  summary: "Change an entry of the palette in this workspace",
  description: "Null gives a member back what the product says. `fields` lists every field of the form, in its order.",
  allow: "template.manage",
  params,
  body: z.object({
    name: words.name.nullable().optional(),
    description: words.description.nullable().optional(),
    icon: words.icon.nullable().optional(),
    category: words.category.nullable().optional(),
    schemaPolicy: schemaPolicySchema.nullable().optional(),
    presets: templatePresetsSchema.nullable().optional(),
    fields: z.array(fieldSettingsSchema).max(200).optional(),
    isActive: z.boolean().optional(),
  }),
  result: nodeTemplateSchema,
});

export const moveNodeTemplate = defineOperation({
  id: "moveNodeTemplate",
  method: "POST",
  path: "/node-templates/{code}/move",
  tag,
  summary: "Put an entry of the palette before or after another",
  allow: "template.manage",
  params,
  body: z.object({ place: z.enum(["before", "after"]), other: z.string().min(1).max(64) }),
});

export const resetNodeTemplate = defineOperation({
  id: "resetNodeTemplate",
  method: "DELETE",
  path: "/node-templates/{code}",
  tag,
  summary: "Give an entry of the product its form back, or remove a template",
  description: "Nodes that were made from a removed template go on with the form of their type.",
  allow: "template.manage",
  params,
});

export const listTemplateUses = defineOperation({
  id: "listTemplateUses",
  method: "GET",
  path: "/node-templates/{code}/uses",
  tag,
  summary: "Which drafts have nodes made from an entry of the palette",
  allow: "template.manage",
  params,
  result: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), nodes: z.number().int() })) }),
});

export const configFieldSchema = z.object({
  /** `llm.temperature`: the node type and the key in its config. */
  fieldKey: z.string(),
  type: z.string(),
  key: z.string(),
  control: z.enum(controls),
  options: z.array(z.string()).nullable(),
  /** Bounds and such, as the code says. */
  validation: z.record(z.string(), z.json()),
  /** Null = the wording of the code, in the reader's language. */
  label: z.string().nullable(),
  help: z.string().nullable(),
  default: z.json().nullable(),
  productDefault: z.json().nullable(),
  isChanged: z.boolean(),
  /** Codes of the palette's entries whose forms have it. */
  usedBy: z.array(z.string()),
});
export type ConfigFieldView = z.infer<typeof configFieldSchema>;

export const listConfigFields = defineOperation({
  id: "listConfigFields",
  method: "GET",
  path: "/config-fields",
  tag,
  summary: "The dictionary of the fields that nodes are configured with",
  allow: "template.manage",
  result: z.object({ items: z.array(configFieldSchema) }),
});

export const updateConfigField = defineOperation({
  id: "updateConfigField",
  method: "PATCH",
  path: "/config-fields/{fieldKey}",
  tag,
  summary: "Change a field in the whole installation",
  description: "Only administrators of the installation may. Null gives back what the product says.",
  allow: "signedIn",
  params: z.object({ fieldKey: z.string().min(1).max(130) }),
  body: z.object({
    label: text(templateLimits.label).nullable().optional(),
    help: text(templateLimits.help).nullable().optional(),
    default: z.json().optional(),
  }),
});
