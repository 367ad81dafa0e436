// Everything validation has to know of one node by itself. Remembered by the node's identity: edits share what they
// don't touch, so validating again after an edit looks anew at the edited node alone.

import type { ExpressionError, Segment } from "../expressions/ast";
import { type Compiled, errorsOf } from "../expressions/compiled";
import { referencesOfCompiled } from "../expressions/references";
import { compileConfig, compileInputs, compileTurnConfig } from "./compile-node";
import { sourceHandlesOf } from "./find-type";
import type { ConfigFault, NodeType } from "./node-type";
import { readableOutputs } from "./path-types";
import type { PlanInput } from "./plan";
import type { Field, GraphNode } from "./schema";

/** One reference where it stands. */
export interface Use {
  root: string;
  segments: readonly Segment[];
  at: number;
  /** Dotted path inside the node or edge. */
  field: string;
  isTransformed: boolean;
  secrets: boolean;
}

/** One text that could not be parsed. */
export interface Unreadable {
  field: string;
  error: ExpressionError;
}

export interface NodeAnalysis {
  faults: readonly ConfigFault[];
  outputs: ReadonlyMap<string, Field>;
  /** What the nodes inside of a container may read of it; empty for every other node. */
  turnValues: ReadonlyMap<string, Field>;
  sources: ReadonlySet<string>;
  targets: ReadonlySet<string>;
  writes: readonly string[];
  inputs: readonly PlanInput[];
  uses: readonly Use[];
  /** References that a container resolves in the scope of its turns. */
  turnUses: readonly Use[];
  unreadable: readonly Unreadable[];
}

const remembered = new WeakMap<NodeType, WeakMap<GraphNode, NodeAnalysis>>();

/** What a node asks for, gives, and has wrong in itself. */
export function analyseNode(node: GraphNode, type: NodeType): NodeAnalysis {
  let ofType = remembered.get(type);
  if (ofType === undefined) {
    ofType = new WeakMap();
    remembered.set(type, ofType);
  }
  const known = ofType.get(node);
  if (known !== undefined) return known;
  const analysis = analyse(node, type);
  ofType.set(node, analysis);
  return analysis;
}

/** The references and the unreadable texts of a compiled value that stands at `field`. */
export function readUses(value: Compiled, field: string, secrets: boolean): { uses: Use[]; unreadable: Unreadable[] } {
  if (value.kind === "constant") return { uses: [], unreadable: [] };
  const place = (path: string) => (path === "" ? field : `${field}.${path}`);
  return {
    uses: referencesOfCompiled(value).map(({ root, segments, at, isTransformed, path }) => ({
      root,
      segments,
      at,
      isTransformed,
      field: place(path),
      secrets,
    })),
    unreadable: errorsOf(value).map(({ path, error }) => ({ field: place(path), error })),
  };
}

function analyse(node: GraphNode, type: NodeType): NodeAnalysis {
  const inputs = compileInputs(node);
  const read = [
    ...compileConfig(node, type).map(({ name, value, secrets }) => readUses(value, `config.${name}`, secrets)),
    ...inputs.map(({ name, value, secrets }) => readUses(value, `inputs.${name}`, secrets)),
  ];
  const ofTurns = compileTurnConfig(node, type).map(({ name, value }) => readUses(value, `config.${name}`, false));
  return {
    faults: type.checkConfig(node),
    outputs: new Map(readableOutputs(node, type).map((field) => [field.name, field])),
    turnValues: new Map(type.turnValuesOf?.(node).map((field) => [field.name, field])),
    sources: new Set(sourceHandlesOf(type, node)),
    targets: new Set(type.handlesOf(node).targets.map((handle) => handle.id)),
    writes: type.writesOf(node),
    inputs,
    uses: read.flatMap(({ uses }) => uses),
    turnUses: ofTurns.flatMap(({ uses }) => uses),
    unreadable: [...read, ...ofTurns].flatMap(({ unreadable }) => unreadable),
  };
}
