// What validation and planning must know of a node type. The catalogue of node types satisfies it; tests pass their
// own. Keeps lib/graph a stranger to every node type.

import type { JsonObject } from "../shared/json";
import type { ParameterSpecs } from "../shared/model-parameters";
import type { Field, GraphNode, SchemaPolicy } from "./schema";

export interface Handle {
  id: string;
  /** Shown beside the handle; a key of the messages or a text a person typed. */
  label?: string;
}

export interface Handles {
  targets: Handle[];
  sources: Handle[];
}

/** What running the node does outside: nothing, reading, or changing something. */
export type Effect = "pure" | "read" | "write";

/** A fault of one field, found by a node type. */
export interface ConfigFault {
  /** Dotted path inside the node, such as `config.prompt`. */
  field: string;
  code: "field_missing" | "field_invalid";
  params?: Record<string, string | number>;
}

/** What a config field holds, as far as references and existence checks care. */
export type FieldContent =
  /** Strings are templates, wherever they are nested. */
  | "template"
  /** Taken as it is typed (code, names, numbers). */
  | "raw"
  /** The id of a model, tool or other row: checked against facts. */
  | "model"
  | "tool"
  | "workflow"
  | "agent"
  /** A prompt by its id and version, with its values under a key of their own. */
  | "prompt"
  /** The name of a graph variable. */
  | "variable"
  /** One expression without braces. */
  | "expression"
  /** A template that a container resolves for each of its turns: it sees the nodes inside. */
  | "turnTemplate"
  /** One expression without braces, evaluated for each turn of a container. */
  | "turnExpression"
  /** The value of the model's parameter of the key's name. */
  | "parameter"
  /** Values by the names of the model's parameters. */
  | "parameters";

/**
 * How a container runs what lies in it: `loop` turn after turn while its condition holds, `iteration` once for each
 * item of a list, several at a time.
 */
export type ContainerKind = "loop" | "iteration";

export interface NodeType {
  type: string;
  typeVersion: number;
  /** `break` ends the loop it lies in, `continue` the turn of the container it lies in. */
  role?: "start" | "end" | "note" | "break" | "continue";
  /** Other nodes can lie in it; its config has the keys that `readContainer` knows. */
  container?: ContainerKind;
  /** What the nodes inside of a container may read of it, such as the item of their turn. */
  turnValuesOf?(node: GraphNode): Field[];
  defaultSchemaPolicy: SchemaPolicy;
  /** The inputs and outputs a new node of the type has; what the schema policy is about. */
  initial?: { readonly inputs: readonly Field[]; readonly outputs: readonly Field[] };
  /** Content by config key; a key that is absent counts as `template`. */
  contents: Readonly<Record<string, FieldContent>>;
  /** Config keys whose templates may name secrets. */
  secretFields: readonly string[];
  /** Every fault of form: missing required fields, values that do not fit. */
  checkConfig(node: GraphNode): ConfigFault[];
  /** What the node gives, from its config and declared outputs. */
  outputsOf(node: GraphNode): Field[];
  /** Where edges may begin and end; without the handle `error`, which every node with that policy has. */
  handlesOf(node: GraphNode): Handles;
  effectOf(node: GraphNode): Effect;
  /** Names of graph variables that running the node sets. */
  writesOf(node: GraphNode): string[];
}

export type Catalogue = Readonly<Record<string, NodeType>>;

/** What a palette entry lets its nodes change, and the fields they begin with. */
export interface TemplateRules {
  schemaPolicy: SchemaPolicy;
  inputs: readonly Field[];
  outputs: readonly Field[];
  /** Keys of what its form asks for and a config leaves blank. */
  missing?(config: JsonObject): readonly string[];
}

/** What is known of a prompt that a graph may name. */
export interface PromptFacts {
  name: string;
  isActive: boolean;
  /** The number of its current version; there is every number up to it. */
  latest: number;
  /** Variables that need a value, by the versions of which that is known. */
  required: ReadonlyMap<number, readonly string[]>;
}

/** Which rows outside of the graph exist, told by whoever validates; absent = not checked. */
export interface GraphFacts {
  models?: ReadonlySet<string>;
  hasDefaultModel?: boolean;
  /** What each model may be asked with, by its id; under the empty id that of the default. */
  parameters?: ReadonlyMap<string, ParameterSpecs>;
  tools?: ReadonlySet<string>;
  workflows?: ReadonlySet<string>;
  agents?: ReadonlySet<string>;
  secrets?: ReadonlySet<string>;
  prompts?: ReadonlyMap<string, PromptFacts>;
  /** Palette entries by their code. */
  templates?: ReadonlyMap<string, TemplateRules>;
}
