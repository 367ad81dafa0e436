// Graphs drawn as text, for tests:
//
//     start -> a, b -> join -> end      a list fans out and in
//     a ->[error] rescue                leaves by a handle
//     a ->[if start.count > 1] c        with a condition; both: ->[case_1 if vars.x]
//     a: type=write retry=2             attributes of a node
//     loop { a -> b }                   nodes that lie in another one; braces nest, also over lines
//
// The type of a node is told by its id (`condition_2` is a condition) or by the attribute `type`; otherwise `work`.
// Attributes: type, parent, join, render, name, version, retry, delay, backoff, timeout, onError, onCrash,
// defaults (outputs given on error), `in_x` (the value of an input `x`); anything else is config. Values are JSON or
// bare words; `turnErrors` is the config key `onError` of an iteration.

import { isJsonObject, type Json } from "../../shared/json";
import type { Graph, GraphEdge, GraphNode, NodePolicy } from "../schema";
import { testCatalogue } from "./catalogue";

type Overrides = Omit<Partial<Graph>, "nodes" | "edges"> & { nodes?: Record<string, Partial<GraphNode>> };

/** The graph that a drawing shows; `more` sets what is easier to write as an object. */
export function draw(drawing: string, more: Overrides = {}): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const nodeOf = (id: string): GraphNode => {
    const node = nodes.get(id) ?? blankNode(id, nodes.size);
    nodes.set(id, node);
    return node;
  };
  const around: string[] = [];
  const inside = (id: string): GraphNode => {
    const isNew = !nodes.has(id);
    const node = nodeOf(id);
    const container = around.at(-1);
    if (isNew && container !== undefined) node.parentId = container;
    return node;
  };
  for (const line of linesOf(drawing)) {
    const container = /^([a-z][a-z0-9_]*)\s*\{$/.exec(line)?.[1];
    const attributes = /^([a-z][a-z0-9_]*):\s*(.*)$/.exec(line);
    if (container !== undefined) around.push(inside(container).id);
    else if (line === "}") around.pop();
    else if (attributes) setAttributes(inside(attributes[1] ?? ""), attributes[2] ?? "");
    else addEdges(line, inside, edges);
  }
  const { nodes: patches, ...rest } = more;
  for (const [id, patch] of Object.entries(patches ?? {})) Object.assign(nodeOf(id), patch);
  return {
    variables: [],
    settings: {},
    inputSchema: null,
    outputSchema: null,
    ...rest,
    nodes: [...nodes.values()],
    edges,
  };
}

/** Lines of a drawing; what begins and ends a container stands alone. */
function linesOf(drawing: string): string[] {
  const lines = drawing.split("\n").flatMap((line) => {
    if (/^\s*[a-z][a-z0-9_]*:/.test(line)) return [line];
    return line
      .replaceAll(/\s\{(?=\s|$)/g, " {\n")
      .replaceAll(/(?<=\s|^)\}/g, "\n}\n")
      .split("\n");
  });
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

function blankNode(id: string, count: number): GraphNode {
  const word = id.replace(/_?\d+$/, "");
  const type = Object.hasOwn(testCatalogue, word) ? word : "work";
  return {
    id,
    type,
    typeVersion: testCatalogue[type]?.typeVersion ?? 1,
    templateCode: type,
    name: id,
    position: { x: count * 200, y: 0 },
    config: {},
    inputs: [],
    outputs: [],
    renderMode: type === "say" || type === "answer" ? "message" : "hidden",
  };
}

function addEdges(line: string, nodeOf: (id: string) => GraphNode, edges: GraphEdge[]): void {
  const parts = line.split(/(->(?:\[[^\]]*\])?)/).map((part) => part.trim());
  let sources = idsOf(parts[0] ?? "");
  for (const id of sources) nodeOf(id);
  for (let i = 1; i < parts.length; i += 2) {
    const label = /^->\[(.*)\]$/.exec(parts[i] ?? "")?.[1]?.trim() ?? "";
    const [, handle = "", condition] = /^(\S+)?(?:\s*\bif\s+(.*))?$/.exec(label.replace(/^if\s/, " if ")) ?? [];
    const targets = idsOf(parts[i + 1] ?? "");
    for (const source of sources) {
      for (const target of targets) {
        nodeOf(source);
        nodeOf(target);
        const edge = { id: `e${edges.length + 1}`, source, sourceHandle: handle || "out", target, targetHandle: "in" };
        edges.push(condition === undefined ? edge : { ...edge, condition });
      }
    }
    sources = targets;
  }
}

function idsOf(text: string): string[] {
  const ids = text.split(",").map((id) => id.trim());
  for (const id of ids) if (!/^[a-z][a-z0-9_]*$/.test(id)) throw new Error(`Not the id of a node: "${id}"`);
  return ids;
}

function setAttributes(node: GraphNode, text: string): void {
  for (const [, key = "", raw = ""] of text.matchAll(/([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{.*?\}|\S+)/g)) {
    setAttribute(node, key, readValue(raw));
  }
}

function readValue(raw: string): Json {
  try {
    const value: Json = JSON.parse(raw);
    return value;
  } catch {
    return raw;
  }
}

function setAttribute(node: GraphNode, key: string, value: Json): void {
  const policy = policyOf(key, value, node.policy ?? {});
  if (policy !== null) {
    node.policy = { ...node.policy, ...policy };
    return;
  }
  const input = /^in_(.+)$/.exec(key)?.[1];
  if (input !== undefined) {
    node.inputs = [...node.inputs, { name: input, type: "any", value }];
    return;
  }
  switch (key) {
    case "turnErrors":
      node.config = { ...node.config, onError: value };
      return;
    case "type":
      node.type = String(value);
      node.templateCode = node.type;
      node.typeVersion = testCatalogue[node.type]?.typeVersion ?? 1;
      if (node.type === "say" || node.type === "answer") node.renderMode = "message";
      return;
    case "version":
      node.typeVersion = Number(value);
      return;
    case "parent":
      node.parentId = String(value);
      return;
    case "name":
      node.name = String(value);
      return;
    case "join":
      node.join = value === "any" ? "any" : "all";
      return;
    case "render":
      node.renderMode = value === "message" || value === "thought" ? value : "hidden";
      return;
    default:
      node.config = { ...node.config, [key]: value };
  }
}

function policyOf(key: string, value: Json, before: NodePolicy): NodePolicy | null {
  const retry = { max: 0, delayMs: 10, backoff: 1, ...before.retry };
  switch (key) {
    case "retry":
      return { retry: { ...retry, max: Number(value) } };
    case "delay":
      return { retry: { ...retry, delayMs: Number(value) } };
    case "backoff":
      return { retry: { ...retry, backoff: Number(value) } };
    case "timeout":
      return { timeoutMs: Number(value) };
    case "onError":
      return { onError: value === "branch" || value === "default" ? value : "stop" };
    case "onCrash":
      return { onCrash: value === "fail" ? "fail" : "repeat" };
    case "defaults":
      return { defaultOutputs: isJsonObject(value) ? value : {} };
    default:
      return null;
  }
}
