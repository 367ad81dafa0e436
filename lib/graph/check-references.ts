// Problems of what is evaluated: texts that can't be read, references that lead nowhere or to something that does not
// run before, types that don't fit, secrets where they could be seen.

import type { Segment } from "../expressions/ast";
import type { Compiled } from "../expressions/compiled";
import { isAssignable, typeOfExpression, typeOfTemplate } from "../expressions/infer-type";
import { printReference } from "../expressions/print";
import { readUses, type Unreadable, type Use } from "./analyse-node";
import { compileCondition, compileMapping } from "./compile-node";
import { typeOfOutput, typeOfSystemValue, typeOfVariable } from "./path-types";
import type { ProblemCode } from "./problem";
import type { Field, GraphEdge, ValueType } from "./schema";
import { containersOf } from "./shape";
import type { Scene, SceneNode } from "./validation-scene";

type Place = { nodeId: string } | { edgeId: string };

/** Who reads: a node before it runs, a way out after it has, or a container in the scope of one of its turns. */
interface Reader {
  node: SceneNode;
  from: "before" | "after" | "turn";
}

/** Reports everything that is wrong with templates, expressions and the references in them. */
export function checkReferences(scene: Scene): void {
  for (const one of scene.nodes) {
    if (one.analysis === undefined || one.type?.role === "note") continue;
    const place = { nodeId: one.node.id };
    reportUnreadable(scene, place, one.analysis.unreadable);
    for (const use of one.analysis.uses) checkUse(scene, place, use, { node: one, from: "before" });
    for (const use of one.analysis.turnUses) checkUse(scene, place, use, { node: one, from: "turn" });
    for (const input of one.analysis.inputs) checkInputType(scene, one, input.name, input.field.type, input.value);
  }
  for (const edge of scene.graph.edges) checkEdge(scene, edge);
}

function checkEdge(scene: Scene, edge: GraphEdge): void {
  if (edge.condition === undefined && edge.dataMapping === undefined) return;
  const source = scene.byId(edge.source);
  if (source === undefined) return;
  const place = { edgeId: edge.id };
  const condition = compileCondition(edge);
  const parts = compileMapping(edge).map(({ name, value }) => readUses(value, `dataMapping.${name}`, false));
  if (condition !== null) parts.push(readUses(condition, "condition", false));
  for (const { uses, unreadable } of parts) {
    reportUnreadable(scene, place, unreadable);
    // An edge is decided when its source has ended, so it may read the source itself.
    for (const use of uses) checkUse(scene, place, use, { node: source, from: "after" });
  }
}

function reportUnreadable(scene: Scene, place: Place, unreadable: readonly Unreadable[]): void {
  for (const { field, error } of unreadable) {
    scene.report({
      code: "expression_invalid",
      ...place,
      field,
      params: { ...error.params, reason: error.code, at: error.at },
    });
  }
}

function checkUse(scene: Scene, place: Place, use: Use, reader: Reader): void {
  const code = findFault(scene, use, reader);
  if (code === null) return;
  const params = { reference: printReference(use.root, use.segments), at: use.at };
  scene.report({ code, ...place, field: use.field, params });
}

function findFault(scene: Scene, use: Use, reader: Reader): ProblemCode | null {
  const { root, segments } = use;
  if (root === "secrets") return findSecretFault(scene, use);
  if (root === "sys") return typeOfSystemValue(segments) === null ? "reference_unknown" : null;
  if (root === "vars") {
    const [name] = segments;
    if (typeof name === "string" && !scene.variables.has(name)) return "variable_unknown";
    return typeOfVariable(scene.variables, segments) === null ? "reference_unknown" : null;
  }
  const read = scene.byId(root);
  if (read === undefined || read.type?.role === "note") return "reference_unknown";
  if (!isReadable(scene, read, reader)) return "reference_not_upstream";
  const values = valuesOf(scene, read, reader);
  return values && typeOfOutput(values, segments) === null ? "reference_unknown" : null;
}

function findSecretFault(scene: Scene, { segments, secrets, isTransformed }: Use): ProblemCode | null {
  if (!secrets) return "secret_not_allowed";
  const [name] = segments;
  if (segments.length !== 1 || typeof name !== "string") return "reference_unknown";
  // What is made of a secret nobody could find and mask where it comes back.
  if (isTransformed) return "secret_transformed";
  return scene.facts.secrets?.has(name) === false ? "secret_unknown" : null;
}

function isReadable(scene: Scene, read: SceneNode, { node: reader, from }: Reader): boolean {
  if (read === reader) return from !== "before";
  // Around a circle nothing is before anything; the circle itself has been told.
  if (scene.shape.rank[reader.number] === -1 || scene.shape.rank[read.number] === -1) return true;
  // What never runs has nothing to give to what does.
  if (scene.reached[reader.number] && !scene.reached[read.number]) return false;
  if (from === "turn" && scene.shape.parent[read.number] === reader.number) return true;
  return scene.ancestors.isUpstream(read.number, reader.number);
}

/** What can be read of a node: of a container around the reader that of its turn, else what it gives in the end. */
function valuesOf(scene: Scene, read: SceneNode, { node, from }: Reader): ReadonlyMap<string, Field> | undefined {
  const isAround = (from === "turn" && read === node) || containersOf(scene.shape, node.number).includes(read.number);
  return isAround ? read.analysis?.turnValues : read.analysis?.outputs;
}

function checkInputType(scene: Scene, one: SceneNode, name: string, wanted: ValueType, value: Compiled): void {
  const typeOfPath = (root: string, segments: readonly Segment[]) =>
    typeOfReference(scene, root, segments, one) ?? "any";
  const given =
    value.kind === "template"
      ? typeOfTemplate(value.template, typeOfPath)
      : value.kind === "expression"
        ? typeOfExpression(value.expression, typeOfPath)
        : "any";
  if (isAssignable(given, wanted)) return;
  scene.report({
    code: "reference_wrong_type",
    nodeId: one.node.id,
    field: `inputs.${name}`,
    params: { given, wanted },
  });
}

function typeOfReference(scene: Scene, root: string, segments: readonly Segment[], node: SceneNode): ValueType | null {
  if (root === "sys") return typeOfSystemValue(segments);
  if (root === "vars") return typeOfVariable(scene.variables, segments);
  const read = scene.byId(root);
  const values = read && valuesOf(scene, read, { node, from: "before" });
  return values === undefined ? null : typeOfOutput(values, segments);
}
