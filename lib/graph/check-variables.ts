// Problems of graph variables: two of one name, setting one that is not there or can only be read, two branches that
// set the same one at the same time.

import type { Json } from "../shared/json";
import { readContainer } from "./container";
import { findRaces } from "./find-races";
import { fitsType } from "./fits-type";
import type { GraphNode } from "./schema";
import { containersOf } from "./shape";
import type { Scene } from "./validation-scene";

/** Reports everything that is wrong with variables and with who sets them. */
export function checkVariables(scene: Scene): void {
  const names = new Set<string>();
  for (const { name, type, default: initial } of scene.graph.variables) {
    if (names.has(name)) scene.report({ code: "variable_duplicate", params: { variable: name } });
    names.add(name);
    if (initial !== undefined && !fitsType(initial, type)) {
      scene.report({ code: "field_invalid", field: `variables.${name}`, params: { variable: name, type } });
    }
  }
  const writers = new Map<string, number[]>();
  for (const { node, number, type, analysis } of scene.nodes) {
    for (const name of new Set(analysis?.writes)) {
      const variable = scene.variables.get(name);
      const field = placeOf(node, name);
      // A key that holds the name of a variable has been checked with the node.
      const isChecked = Object.entries(type?.contents ?? {}).some(
        ([key, content]) => content === "variable" && (field === `config.${key}` || field.startsWith(`config.${key}.`)),
      );
      if (variable === undefined && !isChecked) {
        scene.report({ code: "variable_unknown", nodeId: node.id, field, params: { variable: name } });
      } else if (variable?.readonly) {
        scene.report({ code: "variable_readonly", nodeId: node.id, field, params: { variable: name } });
      }
      const list = writers.get(name);
      if (list) list.push(number);
      else writers.set(name, [number]);
    }
  }
  // Nodes that run strictly one by one can't be in each other's way.
  if (scene.graph.settings.mode !== "sequential") checkRaces(scene, writers);
}

function checkRaces(scene: Scene, writers: ReadonlyMap<string, readonly number[]>): void {
  for (const [variable, numbers] of writers) {
    const races = numbers.length < 2 ? [] : findRaces(scene.shape, scene.ancestors, scene.reached, numbers);
    const told = new Set(races.map(([number]) => number));
    for (const number of numbers) {
      if (!told.has(number) && scene.reached[number] && runsBesideItself(scene, number)) races.push([number, number]);
    }
    for (const [number, other] of races) {
      const node = scene.nodes[number]?.node;
      if (node === undefined) continue;
      scene.report({
        code: "variable_race",
        nodeId: node.id,
        field: placeOf(node, variable),
        params: { variable, other: scene.nodes[other]?.node.id ?? "" },
      });
    }
  }
}

/** Whether a node lies in an iteration that has several turns open at once. */
function runsBesideItself(scene: Scene, number: number): boolean {
  return containersOf(scene.shape, number).some((around) => {
    const container = scene.nodes[around];
    return container?.type?.container === "iteration" && readContainer(container.node.config).parallel > 1;
  });
}

/** Where in a node's config the name of a variable stands. */
function placeOf(node: GraphNode, name: string): string {
  const find = (value: Json, path: string, depth: number): string | null => {
    if (value === name) return path;
    if (typeof value !== "object" || value === null || depth > 6) return null;
    for (const [key, item] of Object.entries(value)) {
      const found = find(item, `${path}.${key}`, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return find(node.config, "config", 0) ?? "config";
}
