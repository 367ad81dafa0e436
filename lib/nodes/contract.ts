// What one node type consists of: a definition for every runtime and an executor for the server. Node types are
// strangers to each other; an executor sees the world through its context alone.

import type { z } from "zod";
import type { NodeCall, NodeResult } from "../engine/ports";
import type { NodeType } from "../graph/node-type";
import type { PromptReference } from "../graph/prompt-reference";
import type { Field, RenderMode, SchemaPolicy } from "../graph/schema";
import type { RunEndStatus, RunError, Usage } from "../run-log/events";
import type { Clock } from "../shared/clock";
import type { Json, JsonObject } from "../shared/json";
import type { TaskStatus, ToolApproval } from "../shared/statuses";

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
  /** One tool, or several of them, by their ids. */
  "tool",
  "tools",
  /** A prompt of the workspace with its version and the values of its variables. */
  "promptReference",
  /** Several workflows of the workspace, by their ids. */
  "workflows",
  /** Rows of a class with its name and description. */
  "classes",
  /** Rows of an operation on a list and what it is about. */
  "operations",
  /** Values of the chosen model's parameters that have no fields of their own. */
  "parameters",
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
  /** It has no text of its own that could be part of an answer, so that it is shown as a step or not at all. */
  isSilent: boolean;
}

export interface ChatTurn {
  question: string;
  answer: string;
}

/** A tool as a model is told of it. */
export interface ToolOffer {
  /** As the model calls it: letters, digits, `_` and `-`, at most 64. */
  name: string;
  description: string;
  /** JSON Schema of an object. */
  inputSchema: JsonObject;
}

/** A call of a tool that a model asks for. */
export interface ToolRequest {
  id: string;
  name: string;
  /** Null where what the model wrote is no JSON object; then `raw` has it. */
  arguments: JsonObject | null;
  raw?: string;
}

export type ModelMessage =
  | { role: "user"; content: string }
  | { role: "assistant"; content: string; toolRequests?: readonly ToolRequest[] }
  | { role: "tool"; requestId: string; name: string; content: string; isError?: boolean };

export interface ModelCall {
  modelId: string | null;
  system: string | null;
  messages: ModelMessage[];
  parameters: JsonObject;
  /** What the model may call; nothing is called here, the requests come back with its answer. */
  tools?: readonly ToolOffer[];
  toolChoice?: "auto" | "required" | "none";
  /** Whether it may ask for several at once; the provider's default where absent. */
  parallelToolCalls?: boolean;
  /** JSON Schema that the answer has to fit; then `object` has it. */
  answerSchema?: JsonObject;
  /** Where in the run the call is made, for its log. */
  path?: string;
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
  /** Calls of tools that it asks for, in its order. */
  toolRequests?: ToolRequest[];
  /** The structured answer, where one was asked for. */
  object?: Json;
}

/** A tool or workflow that a node may call, as far as it is there, approved and switched on. */
export interface OpenTool {
  /** Of the tool's or the workflow's row. */
  id: string;
  source: "tool" | "workflow";
  /** For models; no two tools of one `openTools` share it. */
  name: string;
  title: string;
  description: string;
  inputSchema: JsonObject;
  /** `read` changes nothing outside; everything else is stored before it is called. */
  effect: "read" | "write";
  approval: ToolApproval;
  /** An expression over the arguments; a call for which it is true has to be approved. */
  approvalRule: string | null;
  isDestructive: boolean;
  /** Calling it twice with the same arguments does no more than calling it once. */
  isIdempotent: boolean;
  timeoutMs: number;
  /** Characters of a result that a model gets to read. */
  maxOutputLength: number;
}

/** Why a tool that a node names can't be used; a sentence for whoever built the node. */
export interface ToolProblem {
  id: string;
  message: string;
}

export interface ToolCall {
  tool: Pick<OpenTool, "id" | "source">;
  arguments: JsonObject;
  /** Where in the run it is called. */
  path: string;
  attempt: number;
  retries: number;
  /** The same for every try of one call. */
  idempotencyKey: string;
  signal: AbortSignal;
  onNote(line: string): void;
}

/** What a tool gave. A tool that failed says so here; only what keeps it from being called at all is thrown. */
export interface ToolAnswer {
  /** For a model, not cut; of a failure, a sentence without anything that must not leave this system. */
  text: string;
  value: Json;
  isError: boolean;
  /** Of a failure, everything there is to know, for whoever debugs it. */
  detail?: string;
  /** Of a failure that may pass by itself; `isUnsent`: the request has surely not left, whatever the tool does. */
  transient?: { isUnsent: boolean };
  usage?: Usage;
}

/** An entry of the to-do list that a planner writes and works off. */
export interface TaskEntry {
  /** Unique in the node's start; the row's id is made of it. */
  key: string;
  name: string;
  description: string;
  status: TaskStatus;
  retryCount: number;
  output?: JsonObject;
  error?: string;
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
  /** The text of a prompt with values in place of its variables; a version always gives the same. */
  readPrompt(reference: PromptReference, values: JsonObject): Promise<{ text: string; name: string; number: number }>;
  /** Opens tools and published workflows by their ids, and tells of those that can't be used. */
  openTools(wanted: { tools: readonly string[]; workflows: readonly string[] }): Promise<{
    tools: OpenTool[];
    problems: ToolProblem[];
  }>;
  /** Keeps the to-do list of the node at this path as rows; entries are told apart by their keys. */
  keepTasks(path: string, entries: readonly TaskEntry[]): Promise<void>;
  /** Calls a tool within its time limit; `open` where a workflow behind it waits or goes on elsewhere. */
  callTool(call: ToolCall): Promise<ToolAnswer | { runId: string; status: "open" }>;
}

/** Runs one start of a node; throws NodeFailure or AppError. Config is already checked and resolved. */
export type Executor<C> = (
  call: Omit<NodeCall, "config"> & { config: C },
  context: NodeContext,
) => Promise<NodeResult> | NodeResult;
