// Which changes of a node's inputs and outputs its schema policy allows. Every allowed change may be undone: fields
// the type begins with may go and come back where `remove` says so, others may come and go where `add` does.

import { findType } from "./find-type";
import type { Catalogue, TemplateRules } from "./node-type";
import type { Field, GraphNode, SchemaPolicy } from "./schema";

const sides = ["inputs", "outputs"] as const;
type Side = (typeof sides)[number];

/** The first field whose change a policy forbids; null where all is allowed. */
export function findForbiddenChange(before: GraphNode, after: GraphNode, catalogue: Catalogue): string | null {
  // Where the policy changes at the same time, both must allow it, or it could not be undone.
  const policies = new Set([policyOf(before, catalogue), policyOf(after, catalogue)]);
  for (const side of sides) {
    if (before[side] === after[side]) continue;
    const initial = initialNames(before, side, catalogue);
    for (const policy of policies) {
      const forbidden = findOn(before[side], after[side], policy?.[side], initial);
      if (forbidden !== null) return `${side}.${forbidden}`;
    }
  }
  return isPolicyChangeAllowed(before, after, catalogue) ? null : "schemaPolicy";
}

/**
 * The first field by which a node breaks its policy, or that of the template it was made from, as it is; null where it
 * keeps to both.
 */
export function findBrokenPolicy(node: GraphNode, catalogue: Catalogue, template?: TemplateRules): string | null {
  const type = findType(catalogue, node);
  // What a template began with is known only to whoever knows the template.
  const begins = template ?? (node.templateCode === node.type ? type?.initial : undefined);
  if (type === undefined || begins === undefined) return null;
  for (const side of sides) {
    const allowed = narrowest((node.schemaPolicy ?? type.defaultSchemaPolicy)[side], template?.schemaPolicy[side]);
    const names = new Set(node[side].map((field) => field.name));
    const initial = begins[side];
    const lost = initial.find(
      (field) => (field.isSystem || !(allowed.remove || allowed.rename)) && !names.has(field.name),
    );
    if (lost) return `${side}.${lost.name}`;
    if (allowed.add || allowed.rename) continue;
    const foreign = node[side].find((field) => !initial.some((known) => known.name === field.name));
    if (foreign) return `${side}.${foreign.name}`;
  }
  return null;
}

function narrowest(own: SchemaPolicy[Side], other: SchemaPolicy[Side] = own): SchemaPolicy[Side] {
  return { add: own.add && other.add, remove: own.remove && other.remove, rename: own.rename && other.rename };
}

/** What both policies allow. */
export function narrowPolicy(own: SchemaPolicy, other: SchemaPolicy): SchemaPolicy {
  return { inputs: narrowest(own.inputs, other.inputs), outputs: narrowest(own.outputs, other.outputs) };
}

function policyOf(node: GraphNode, catalogue: Catalogue): SchemaPolicy | undefined {
  return node.schemaPolicy ?? findType(catalogue, node)?.defaultSchemaPolicy;
}

function initialNames(node: GraphNode, side: Side, catalogue: Catalogue): Set<string> {
  return new Set(findType(catalogue, node)?.initial?.[side].map((field) => field.name));
}

function findOn(
  before: readonly Field[],
  after: readonly Field[],
  allowed: SchemaPolicy[Side] = { add: true, remove: true, rename: true },
  initial: ReadonlySet<string>,
): string | null {
  const old = new Map(before.map((field) => [field.name, field]));
  const now = new Map(after.map((field) => [field.name, field]));
  const mayComeAndGo = (name: string) => (initial.has(name) ? allowed.remove : allowed.add);
  for (const field of [...before, ...after]) {
    if (!field.isSystem) continue;
    const [a, b] = [old.get(field.name), now.get(field.name)];
    if (!a?.isSystem || !b?.isSystem || a.type !== b.type) return field.name;
  }
  const isRenaming = allowed.rename && before.length === after.length;
  for (const [index, field] of after.entries()) {
    const same = old.get(field.name);
    if (same !== undefined) {
      if (same.type !== field.type && !mayComeAndGo(field.name)) return field.name;
      continue;
    }
    const replaced = before[index];
    const isRenamed = isRenaming && replaced?.type === field.type && !now.has(replaced.name);
    if (!isRenamed && !mayComeAndGo(field.name)) return field.name;
  }
  for (const [index, field] of before.entries()) {
    if (now.has(field.name)) continue;
    const replacing = after[index];
    const isRenamed = isRenaming && replacing?.type === field.type && !old.has(replacing.name);
    if (!isRenamed && !mayComeAndGo(field.name)) return field.name;
  }
  return null;
}

/** A policy may be narrowed and given back up to what the type allows, never widened beyond it. */
function isPolicyChangeAllowed(before: GraphNode, after: GraphNode, catalogue: Catalogue): boolean {
  if (before.schemaPolicy === after.schemaPolicy) return true;
  const most = findType(catalogue, before)?.defaultSchemaPolicy;
  if (most === undefined) return true;
  return isWithin(before.schemaPolicy ?? most, most) && isWithin(after.schemaPolicy ?? most, most);
}

function isWithin(policy: SchemaPolicy, most: SchemaPolicy): boolean {
  return sides.every((side) => {
    const [inner, outer] = [policy[side], most[side]];
    return (!inner.add || outer.add) && (!inner.remove || outer.remove) && (!inner.rename || outer.rename);
  });
}
