// Builds a node definition from a short description, so that a new type says only what is particular to it.
// Derives what each config key holds and the check of form. Loaded by the browser: no server code here.

import type { z } from "zod";
import type { ConfigFault, ContainerKind, Effect, FieldContent, Handles } from "../graph/node-type";
import { valuesKeyOf } from "../graph/prompt-reference";
import type { Field, GraphNode, RenderMode, SchemaPolicy } from "../graph/schema";
import type { JsonObject } from "../shared/json";
import { checkForm } from "./check-form";
import type { ConfigField, Control, NodeCategory, NodeDefinition } from "./contract";

/** What a control's value holds, unless the description says otherwise. */
const contentOfControl: Record<Control, FieldContent> = {
  text: "raw",
  textarea: "raw",
  prompt: "template",
  template: "template",
  code: "raw",
  number: "raw",
  slider: "raw",
  boolean: "raw",
  select: "raw",
  model: "model",
  variable: "variable",
  expression: "expression",
  json: "template",
  keyValues: "template",
  fields: "raw",
  list: "raw",
  cases: "template",
  branches: "template",
  assignments: "template",
  groups: "template",
  people: "raw",
  workflow: "workflow",
  agent: "agent",
  tool: "tool",
  tools: "tool",
  workflows: "workflow",
  promptReference: "prompt",
  classes: "raw",
  operations: "raw",
  parameters: "parameters",
};

/** Parameters of a model that have fields of their own in the forms of nodes. */
const modelParameters: ReadonlySet<string> = new Set(["temperature", "topP", "maxTokens"]);

function contentOf({ key, control }: ConfigField): FieldContent {
  const isNumber = control === "slider" || control === "number";
  return isNumber && modelParameters.has(key) ? "parameter" : contentOfControl[control];
}

/** One way in, one way out: what most nodes have. */
const oneInOneOut: Handles = { targets: [{ id: "in" }], sources: [{ id: "out" }] };

const closed = { add: false, remove: false, rename: false };
const open = { add: true, remove: true, rename: true };
/** Neither inputs nor outputs may be changed. */
const closedSchema: SchemaPolicy = { inputs: closed, outputs: closed };
/** Inputs are up to the author, outputs belong to the type. */
export const openInputs: SchemaPolicy = { inputs: open, outputs: closed };
/** Both are up to the author. */
export const openSchema: SchemaPolicy = { inputs: open, outputs: open };

type Role = "start" | "end" | "note" | "break" | "continue";

interface Description<Type extends string, Icon extends string, OwnRole, Container, Schema extends z.ZodType> {
  type: Type;
  /** 1 unless said. */
  typeVersion?: number;
  upgrades?: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  role?: OwnRole;
  /** Other nodes lie in it; the engine runs them, so it has no executor. */
  container?: Container;
  /** What the nodes inside of a container may read of it. */
  turnValues?: (node: GraphNode) => Field[];
  category: NodeCategory;
  icon: Icon;
  configSchema: Schema;
  fields: readonly ConfigField[];
  /** Where a key holds something else than its control suggests. */
  contents?: Readonly<Record<string, FieldContent>>;
  secretFields?: readonly string[];
  /** Closed unless said. */
  schemaPolicy?: SchemaPolicy;
  initial?: { config?: JsonObject; inputs?: Field[]; outputs?: Field[]; renderMode?: RenderMode };
  /** What it gives; nothing unless said. */
  outputs?: readonly Field[] | ((node: GraphNode) => Field[]);
  /** One in, one out unless said. */
  handles?: Handles | ((node: GraphNode) => Handles);
  /** Pure unless said. */
  effect?: Effect | ((node: GraphNode) => Effect);
  writes?: (node: GraphNode) => string[];
  /** Faults beyond what the config schema and required fields tell. */
  faults?: (node: GraphNode) => ConfigFault[];
  callable?: boolean;
  isSilent?: boolean;
}

/** A definition that remembers what it is by its literal types, so that maps over the catalogue can be checked. */
export type DefinedNode<Type extends string, Icon extends string, OwnRole, Container, Config> = Omit<
  NodeDefinition<Config>,
  "type" | "icon" | "role" | "container"
> & { type: Type; icon: Icon } & (OwnRole extends Role ? { role: OwnRole } : { role?: never }) &
  (Container extends ContainerKind ? { container: Container } : { container?: never });

/** Fills in what a description leaves out. */
export function defineNode<
  const Type extends string,
  const Icon extends string,
  Schema extends z.ZodType,
  const OwnRole extends Role | undefined = undefined,
  const Container extends ContainerKind | undefined = undefined,
>(
  d: Description<Type, Icon, OwnRole, Container, Schema>,
): DefinedNode<Type, Icon, OwnRole, Container, z.infer<Schema>> {
  const contents: Record<string, FieldContent> = {};
  const defaults: JsonObject = {};
  for (const field of d.fields) {
    contents[field.key] = d.contents?.[field.key] ?? contentOf(field);
    // What a reference fills in is typed beside it, by the same control.
    if (field.control === "promptReference") contents[valuesKeyOf(field.key)] = "template";
    if (field.default !== undefined) defaults[field.key] = field.default;
  }
  const { outputs = [], handles = oneInOneOut, effect = "pure" } = d;
  const definition = {
    type: d.type,
    typeVersion: d.typeVersion ?? 1,
    upgrades: d.upgrades ?? {},
    category: d.category,
    icon: d.icon,
    configSchema: d.configSchema,
    fields: d.fields,
    contents,
    secretFields: d.secretFields ?? [],
    defaultSchemaPolicy: d.schemaPolicy ?? closedSchema,
    initial: {
      config: { ...defaults, ...d.initial?.config },
      inputs: d.initial?.inputs ?? [],
      outputs: d.initial?.outputs ?? [],
      renderMode: d.initial?.renderMode ?? "hidden",
    },
    checkConfig: (node: GraphNode) => [
      ...checkForm(node.config, d.configSchema, d.fields),
      ...(d.faults?.(node) ?? []),
    ],
    outputsOf: typeof outputs === "function" ? outputs : () => [...outputs],
    handlesOf: typeof handles === "function" ? handles : () => handles,
    effectOf: typeof effect === "function" ? effect : () => effect,
    writesOf: d.writes ?? (() => []),
    callable: d.callable ?? false,
    isSilent: d.isSilent ?? false,
    ...(d.role === undefined ? {} : { role: d.role }),
    ...(d.container === undefined ? {} : { container: d.container }),
    ...(d.turnValues === undefined ? {} : { turnValuesOf: d.turnValues }),
  };
  // Role and container are there exactly when the description names them, which a spread can't tell the compiler.
  return definition as unknown as DefinedNode<Type, Icon, OwnRole, Container, z.infer<Schema>>;
}
