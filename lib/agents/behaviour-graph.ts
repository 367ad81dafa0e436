// The short form of an agent as a graph, and back. The form writes into the graph as long as the graph has the form's
// shape: a start, one language model that speaks, an end. What was drawn otherwise is left to the designer. Pure.

import { readPromptReference } from "../graph/prompt-reference";
import { emptyGraph, type Graph, type GraphNode } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import { newNode } from "../nodes/new-node";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import { chosenOf } from "../shared/parameter-values";
import type { Behaviour } from "./contract";

function startConfig(behaviour: Behaviour): JsonObject {
  return { welcomeMessage: behaviour.welcomeMessage, suggestedQuestions: behaviour.suggestedQuestions };
}

function modelConfig(behaviour: Behaviour): JsonObject {
  return {
    modelId: behaviour.modelId,
    system: behaviour.systemPrompt,
    temperature: behaviour.temperature,
  };
}

/** Those that the node has fields of their own for, beside the temperature. */
const ownFields = ["topP", "maxTokens"];

/** A node's config with other parameters of its model; as it is where nothing is said of them. */
function withParameters(config: JsonObject, { parameters }: Behaviour): JsonObject {
  if (parameters === undefined) return config;
  const { topP: _topP, maxTokens: _maxTokens, parameters: _parameters, ...rest } = config;
  const isOwn = ([name]: [string, Json]) => ownFields.includes(name);
  const chosen = Object.entries<Json>(parameters);
  const others = chosen.filter((one) => !isOwn(one));
  return {
    ...rest,
    ...Object.fromEntries(chosen.filter(isOwn)),
    ...(others.length === 0 ? {} : { parameters: Object.fromEntries(others) }),
  };
}

function parametersOf({ topP, maxTokens, parameters }: JsonObject): Behaviour["parameters"] {
  return chosenOf({ ...(isJsonObject(parameters) ? parameters : {}), topP, maxTokens });
}

/** A graph that does what the form says. */
export function graphOfBehaviour(behaviour: Behaviour): Graph {
  return {
    ...emptyGraph(),
    nodes: [
      newNode(
        catalogue.llm,
        { id: "answer", name: "Write the answer", position: { x: 360, y: 0 } },
        {
          config: withParameters({ ...modelConfig(behaviour), prompt: "{{ start.query }}" }, behaviour),
          renderMode: "message",
        },
      ),
      newNode(catalogue.end, { id: "end", name: "End", position: { x: 720, y: 0 } }),
      newNode(
        catalogue.start,
        { id: "start", name: "Start", position: { x: 0, y: 0 } },
        { config: startConfig(behaviour) },
      ),
    ],
    edges: [
      { id: "answer-end", source: "answer", sourceHandle: "out", target: "end", targetHandle: "in" },
      { id: "start-answer", source: "start", sourceHandle: "out", target: "answer", targetHandle: "in" },
    ],
  };
}

interface FormNodes {
  start: GraphNode;
  model: GraphNode;
}

/** The nodes the form writes into; null where the graph has another shape. */
function formNodes(graph: Graph): FormNodes | null {
  const drawn = graph.nodes.filter((node) => node.type !== "note");
  const [start, model, end] = ["start", "llm", "end"].map((type) => drawn.filter((node) => node.type === type));
  const [onlyStart, onlyModel, onlyEnd] = [start?.[0], model?.[0], end?.[0]];
  if (drawn.length !== 3 || !onlyStart || !onlyModel || !onlyEnd || graph.edges.length !== 2) return null;
  const leads = (from: GraphNode, to: GraphNode) =>
    graph.edges.some((edge) => edge.source === from.id && edge.target === to.id && !edge.condition);
  // The form has a place for instructions that are typed, not for those of a prompt.
  if (readPromptReference(onlyModel.config.systemRef)) return null;
  return leads(onlyStart, onlyModel) && leads(onlyModel, onlyEnd) ? { start: onlyStart, model: onlyModel } : null;
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** What the form shows of a graph; null where it was drawn into another shape. */
export function behaviourOfGraph(graph: Graph): Behaviour | null {
  const form = formNodes(graph);
  if (!form) return null;
  const { start, model } = form;
  const questions = start.config.suggestedQuestions;
  return {
    systemPrompt: text(model.config.system),
    modelId: typeof model.config.modelId === "string" ? model.config.modelId : null,
    temperature: typeof model.config.temperature === "number" ? model.config.temperature : null,
    parameters: parametersOf(model.config),
    welcomeMessage: text(start.config.welcomeMessage),
    suggestedQuestions: Array.isArray(questions) ? questions.filter((q) => typeof q === "string") : [],
  };
}

/** The graph with the form written into it; null where it has another shape. */
export function withBehaviour(graph: Graph, behaviour: Behaviour): Graph | null {
  const form = formNodes(graph);
  if (!form) return null;
  const changed = new Map<GraphNode, JsonObject>([
    [form.start, startConfig(behaviour)],
    [form.model, modelConfig(behaviour)],
  ]);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const config = changed.get(node);
      if (!config) return node;
      const written = { ...node.config, ...config };
      return { ...node, config: node === form.model ? withParameters(written, behaviour) : written };
    }),
  };
}

/** How a graph greets: what the chat shows before the first question. */
export function greetingOf(graph: Graph): { welcomeMessage: string; suggestedQuestions: string[] } {
  const start = graph.nodes.find((node) => node.type === "start");
  const questions = start?.config.suggestedQuestions;
  return {
    welcomeMessage: text(start?.config.welcomeMessage),
    suggestedQuestions: Array.isArray(questions) ? questions.filter((q) => typeof q === "string") : [],
  };
}
