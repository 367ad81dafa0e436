// Problems of single nodes: their type and version, missing and unfit values, models, tools and prompts that are gone,
// fields that their schema policy does not allow.

import { isJsonObject, type Json } from "../shared/json";
import { isForeignParameter } from "./check-parameters";
import { fitsType } from "./fits-type";
import type { FieldContent } from "./node-type";
import { promptsOfNode, valuesKeyOf } from "./prompt-reference";
import type { Field, GraphNode } from "./schema";
import { findBrokenPolicy } from "./schema-policy";
import type { Scene, SceneNode } from "./validation-scene";

/** Reports everything that is wrong with nodes by themselves and with the rows they name. */
export function checkNodes(scene: Scene): void {
  for (const one of scene.nodes) {
    const { node, type, analysis } = one;
    const nodeId = node.id;
    if (type === undefined || analysis === undefined) {
      scene.report({ code: "node_type_unknown", nodeId, params: { type: node.type } });
      continue;
    }
    if (node.typeVersion > type.typeVersion) {
      scene.report({ code: "node_version_unknown", nodeId, params: { version: node.typeVersion } });
    }
    for (const { field, code, params } of analysis.faults) {
      scene.report({ code, nodeId, field, ...(params ? { params } : {}) });
    }
    checkFieldNames(scene, node, "inputs", node.inputs);
    checkFieldNames(scene, node, "outputs", node.outputs);
    checkInputs(scene, one);
    checkRows(scene, one);
    checkPrompts(scene, node);
    const template = scene.facts.templates?.get(node.templateCode);
    for (const key of template?.missing?.(node.config) ?? []) {
      const field = `config.${key}`;
      if (isForeignParameter(scene, one, key) || analysis.faults.some((fault) => fault.field === field)) continue;
      scene.report({ code: "field_missing", nodeId, field });
    }
    const broken = findBrokenPolicy(node, scene.catalogue, template);
    if (broken !== null) scene.report({ code: "schema_policy", nodeId, field: broken });
  }
}

function checkFieldNames(scene: Scene, node: GraphNode, side: string, fields: readonly Field[]): void {
  const names = new Set<string>();
  for (const { name } of fields) {
    if (names.has(name)) scene.report({ code: "field_name_duplicate", nodeId: node.id, field: `${side}.${name}` });
    names.add(name);
  }
}

function checkInputs(scene: Scene, { node, number, type }: SceneNode): void {
  const nodeId = node.id;
  for (const field of node.inputs) {
    const place = `inputs.${field.name}`;
    const value = field.value ?? field.default ?? null;
    if (isBlank(value)) {
      const isMapped = () =>
        scene.shape.incoming[number]?.some(({ edge }) => Object.hasOwn(edge.dataMapping ?? {}, field.name));
      // The inputs of the start come from whoever starts the run.
      if (field.required && type?.role !== "start" && !isMapped()) {
        scene.report({ code: "field_missing", nodeId, field: place });
      }
    } else if (!fitsType(value, field.type)) {
      scene.report({ code: "field_invalid", nodeId, field: place, params: { type: field.type } });
    }
  }
}

function isBlank(value: Json): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** What is the id or the name of something that has to exist. */
const rowContents: ReadonlySet<FieldContent> = new Set(["model", "tool", "workflow", "agent", "variable"]);

function checkRows(scene: Scene, { node, type }: SceneNode): void {
  if (type === undefined) return;
  const nodeId = node.id;
  const { models, tools, workflows, agents, hasDefaultModel } = scene.facts;
  for (const [key, content] of Object.entries(type.contents)) {
    if (!rowContents.has(content)) continue;
    const value = Object.hasOwn(node.config, key) ? (node.config[key] ?? null) : null;
    const field = `config.${key}`;
    if (content === "model") {
      if (isBlank(value)) {
        if (hasDefaultModel === false) scene.report({ code: "model_missing", nodeId, field });
      } else if (typeof value === "string" && models?.has(value) === false) {
        scene.report({ code: "model_unknown", nodeId, field, params: { model: value } });
      }
      continue;
    }
    for (const name of namesIn(value)) {
      if (content === "tool" && tools?.has(name) === false) {
        scene.report({ code: "tool_unknown", nodeId, field, params: { tool: name } });
      }
      if (content === "workflow" && workflows?.has(name) === false) {
        scene.report({ code: "workflow_unknown", nodeId, field, params: { workflow: name } });
      }
      if (content === "agent" && agents?.has(name) === false) {
        scene.report({ code: "agent_unknown", nodeId, field, params: { agent: name } });
      }
      if (content === "variable" && !scene.variables.has(name)) {
        scene.report({ code: "variable_unknown", nodeId, field, params: { variable: name } });
      }
    }
  }
}

function checkPrompts(scene: Scene, node: GraphNode): void {
  const { prompts } = scene.facts;
  if (prompts === undefined) return;
  for (const { key, reference } of promptsOfNode(node, scene.catalogue)) {
    const place = { nodeId: node.id, field: `config.${key}` };
    const facts = prompts.get(reference.promptId);
    if (facts === undefined) {
      scene.report({ code: "prompt_unknown", ...place });
      continue;
    }
    if (!facts.isActive) scene.report({ code: "prompt_inactive", ...place, params: { prompt: facts.name } });
    const version = reference.version === "latest" ? facts.latest : reference.version;
    if (version > facts.latest) scene.report({ code: "prompt_version_unknown", ...place, params: { version } });
    const values = node.config[valuesKeyOf(key)];
    const given = isJsonObject(values) ? values : {};
    for (const variable of facts.required.get(version) ?? []) {
      if (Object.hasOwn(given, variable) && !isBlank(given[variable] ?? null)) continue;
      const field = `config.${valuesKeyOf(key)}.${variable}`;
      scene.report({ code: "prompt_value_missing", nodeId: node.id, field, params: { variable } });
    }
  }
}

function namesIn(value: Json): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === "string" && item !== "");
}
