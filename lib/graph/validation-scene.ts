// What every group of checks looks at: the graph, its form, what is known of each node. Built once per validation;
// expensive parts come to be when first asked for.

import { analyseNode, type NodeAnalysis } from "./analyse-node";
import { type Ancestors, ancestorsOf } from "./ancestors";
import { findType } from "./find-type";
import type { Catalogue, GraphFacts, NodeType } from "./node-type";
import type { Problem } from "./problem";
import { reachedByRuns } from "./reached-nodes";
import type { Graph, GraphNode, Variable } from "./schema";
import { type Shape, shapeOf } from "./shape";

export interface SceneNode {
  node: GraphNode;
  number: number;
  /** Undefined where the catalogue does not know the type. */
  type: NodeType | undefined;
  analysis: NodeAnalysis | undefined;
}

export class Scene {
  readonly shape: Shape;
  readonly nodes: readonly SceneNode[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly problems: Problem[] = [];
  private knownAncestors: Ancestors | undefined;
  private knownReached: Uint8Array | undefined;

  constructor(
    readonly graph: Graph,
    readonly catalogue: Catalogue,
    readonly facts: GraphFacts,
  ) {
    this.shape = shapeOf(graph);
    this.nodes = this.shape.nodes.map((node, number) => {
      const type = findType(catalogue, node);
      return { node, number, type, analysis: type && analyseNode(node, type) };
    });
    this.variables = new Map(graph.variables.map((variable) => [variable.name, variable]));
  }

  report(problem: Omit<Problem, "severity">, severity: Problem["severity"] = "error"): void {
    this.problems.push({ ...problem, severity });
  }

  get ancestors(): Ancestors {
    this.knownAncestors ??= ancestorsOf(this.shape);
    return this.knownAncestors;
  }

  /** Marks of the nodes that a run can come to. */
  get reached(): Uint8Array {
    this.knownReached ??= reachedByRuns(this.shape, this.catalogue);
    return this.knownReached;
  }

  byId(id: string): SceneNode | undefined {
    const number = this.shape.numberOf.get(id);
    return number === undefined ? undefined : this.nodes[number];
  }
}
