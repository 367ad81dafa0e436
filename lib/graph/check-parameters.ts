// Problems of a model's parameters: values beyond what the chosen model takes, and parameters that it does not have.

import { isJsonObject, type Json } from "../shared/json";
import { findParameterFault, type ParameterSpecs } from "../shared/model-parameters";
import type { Scene, SceneNode } from "./validation-scene";

/** Reports values that the model would refuse; one that it would be asked without is a warning, as it harms nothing. */
export function checkParameters(scene: Scene): void {
  if (!scene.facts.parameters) return;
  for (const one of scene.nodes) checkNode(scene, one);
}

/** Whether a field is a parameter that the node's model is known not to have, so that nobody can be asked for it. */
export function isForeignParameter(scene: Scene, one: SceneNode, key: string): boolean {
  if (one.type?.contents[key] !== "parameter") return false;
  const specs = specsOf(scene, one);
  return specs !== undefined && !Object.hasOwn(specs, key);
}

/** What the node's model, or the default, may be asked with; undefined where nobody knows. */
function specsOf(scene: Scene, { node, type }: SceneNode): ParameterSpecs | undefined {
  const [modelKey] = Object.entries(type?.contents ?? {}).find(([, content]) => content === "model") ?? [];
  if (modelKey === undefined) return undefined;
  const model = node.config[modelKey];
  return scene.facts.parameters?.get(typeof model === "string" ? model.trim() : "");
}

function checkNode(scene: Scene, one: SceneNode): void {
  const { node, type } = one;
  const specs = specsOf(scene, one);
  if (!specs) return;
  const check = (name: string, value: Json, field: string) => {
    const fault = findParameterFault(specs, name, value);
    if (!fault) return;
    const severity = fault.code === "parameter_unknown" ? "warning" : "error";
    // What an administrator calls it; its usual names are words of the pages.
    const label = Object.hasOwn(specs, name) ? specs[name]?.label : undefined;
    const params = { parameter: name, ...(label === undefined ? {} : { label }), ...fault.params };
    scene.report({ code: fault.code, nodeId: node.id, field, params }, severity);
  };
  for (const [key, content] of Object.entries(type?.contents ?? {})) {
    const value = Object.hasOwn(node.config, key) ? (node.config[key] ?? null) : null;
    if (content === "parameter") check(key, value, `config.${key}`);
    if (content !== "parameters" || !isJsonObject(value)) continue;
    for (const [name, one] of Object.entries(value)) check(name, one, `config.${key}.${name}`);
  }
}
