// What one node type consists of: a definition for every runtime and an executor for the server. Node types are
// strangers to each other; an executor sees the world through its context alone.

import type { z } from "zod";
import type { NodeCall, NodeResult } from "../engine/ports";
import type { NodeType } from "../graph/node-type";
import type { Field, RenderMode, SchemaPolicy } from "../graph/schema";
import type { RunEndStatus, RunError, Usage } from "../run-log/events";
import type { Clock } from "../shared/clock";
import type { Json, JsonObject } from "../shared/json";

/** Each category owns a hue on the canvas and in the thoughts. */
export const nodeCategories = ["flow", "model", "logic", "tool", "data", "human", "answer"] as const;
export type NodeCategory = (typeof nodeCategories)[number];

/** Which control draws a config field. */
export const controls = [
  "text",
  "textarea",
  /** Text with variable chips, many lines. */
  "prompt",
  /** One line with variable chips, or one typed reference. */
  "template",
  "code",
  "number",
  "slider",
  "boolean",
  "select",
  "model",
  "variable",
  "expression",
  "json",
  /** Rows of name and template. */
  "keyValues",
  /** Rows of typed fields, such as the variables a start node asks for. */
  "fields",
  /** Rows of texts. */
  "list",
  /** If / else-if cases of typed comparisons in groups. */
  "cases",
  /** Rows of a name and an expression. */
  "branches",
  /** Rows of a graph variable, an operation and a value. */
  "assignments",
  /** Rows of alternatives, each a list of templates in order. */
  "groups",
  /** Users and roles of the workspace, by their ids. */
  "people",
  /** One workflow of the workspace, by its id. */
  "workflow",
  /** One agent of the workspace, by its id. */
  "agent",
] as const;
export type Control = (typeof controls)[number];

/** One field of a node's form, as the code presets it; an administrator's metadata may override what is shown. */
export interface ConfigField {
  key: string;
  control: Control;
  group: "basic" | "advanced" | "behaviour";
  required?: boolean;
  default?: Json;
  options?: readonly string[];
  min?: number;
  max?: number;
  step?: number;
  maxLength?: number;
  /** Language of a code field. */
  language?: "javascript" | "json";
  /** Shown only while another field has one of these values. */
  visibleWhen?: { key: string; in: readonly Json[] };
}

export interface NodeDefinition<C = unknown> extends NodeType {
  category: NodeCategory;
  /** Name of the icon in the forms' icon map. */
  icon: string;
  configSchema: z.ZodType<C>;
  fields: readonly ConfigField[];
  defaultSchemaPolicy: SchemaPolicy;
  /** What a node dropped from the palette starts with. */
  initial: { config: JsonObject; inputs: Field[]; outputs: Field[]; renderMode: RenderMode };
  /** Turns the config of version n into that of n + 1, for every n below typeVersion. */
  upgrades: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  /** Whether an agent may call it as a tool. */
  callable: boolean;
}

export interface ChatTurn {
  question: string;
  answer: string;
}

export interface ModelCall {
  modelId: string | null;
  system: string | null;
  messages: { role: "user" | "assistant"; content: string }[];
  parameters: JsonObject;
  signal: AbortSignal;
  onText(delta: string): void;
  onThought(delta: string): void;
  /** Lines for whoever looks closer, such as that a try failed and when the next one begins. */
  onNote?(line: string): void;
}

export interface ModelAnswer {
  text: string;
  thought: string;
  finishReason: string;
  usage: Usage;
}

/**
 * A body before it is written: a text as it is, or values whose writing escapes what needs it. So that a secret's
 * value can take the place of its mark first, whatever characters it has.
 */
export type HttpBody = string | { json: Json } | { form: [name: string, value: string][] };

export interface HttpCall {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Added to the address. */
  query?: [name: string, value: string][];
  /** Name and password of HTTP basic authentication. */
  basicAuth?: { user: string; password: string };
  body: HttpBody | undefined;
  timeoutMs: number;
  maxBytes: number;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  durationMs: number;
}

export interface CodeCall {
  source: string;
  inputs: JsonObject;
  timeoutMs: number;
  memoryBytes: number;
  signal: AbortSignal;
  onPrint(line: string): void;
}

/** A run that a node wants started and waits for. */
export interface RunCall {
  target: { workflowId: string } | { agentId: string };
  /** What is in production, a version by its number, or the draft, which only tests of drafts may run. */
  version: number | "production" | "draft";
  inputs: JsonObject;
  query: string | null;
  /** Where the node that calls runs: a run is started once for each place. */
  path: string;
  /** Of the node's start, from 1. */
  attempt: number;
  /** How often the node was tried before and failed: a further try is a further run. */
  retries: number;
  signal: AbortSignal;
  /** Gets the words of the run's answer while it is written. */
  onText(delta: string): void;
}

/** How a run that a node had started has ended. */
export interface CalledRun {
  runId: string;
  status: RunEndStatus;
  /** Of the agent or the workflow. */
  name?: string;
  outputs: JsonObject | null;
  response: string;
  error: RunError | null;
  usage: Usage;
}

/** The world as a node sees it. Every failure is thrown as an AppError with a code of the list. */
export interface NodeContext {
  run: { id: string; workspaceId: string; query: string | null; conversationId: string | null; userId: string | null };
  clock: Clock;
  /** Calls a language model by the id of its row; null = the workspace's default. */
  callModel(call: ModelCall): Promise<ModelAnswer>;
  /** The guarded way out; marks of secrets in any text of the call become their values only here. */
  fetch(call: HttpCall): Promise<HttpAnswer>;
  runCode(call: CodeCall): Promise<Json>;
  /** Starts a run and follows it to its end; `open` where it waits or goes on elsewhere, so that the node has to wait. */
  callRun(call: RunCall): Promise<CalledRun | { runId: string; status: "open" }>;
  /** Earlier turns of the conversation, oldest first, at most `turns`. */
  history(turns: number): Promise<ChatTurn[]>;
}

/** Runs one start of a node; throws NodeFailure or AppError. Config is already checked and resolved. */
export type Executor<C> = (
  call: Omit<NodeCall, "config"> & { config: C },
  context: NodeContext,
) => Promise<NodeResult> | NodeResult;
