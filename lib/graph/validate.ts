// Tells everything that is wrong with a graph, as values: for the canvas at every edit, for publishing and for the
// API. Never throws, for any graph of the right form, and stays quick with thousands of nodes.

import { checkNodes } from "./check-nodes";
import { checkParameters } from "./check-parameters";
import { checkReferences } from "./check-references";
import { checkStructure } from "./check-structure";
import { checkVariables } from "./check-variables";
import type { Catalogue, GraphFacts } from "./node-type";
import type { Problem } from "./problem";
import type { Graph } from "./schema";
import { Scene } from "./validation-scene";

/** Every problem of a graph; `facts` say which models, tools and secrets exist, and what they leave out isn't checked. */
export function validate(graph: Graph, catalogue: Catalogue, facts: GraphFacts = {}): Problem[] {
  const scene = new Scene(graph, catalogue, facts);
  checkStructure(scene);
  checkNodes(scene);
  checkParameters(scene);
  checkReferences(scene);
  checkVariables(scene);
  return scene.problems;
}

/** Whether a problem keeps a graph from being published and run. */
export function isBlocking(problem: Problem): boolean {
  return problem.severity === "error";
}
