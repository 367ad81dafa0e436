// Random graphs and edits for property tests. Graphs are sound in form; edits may or may not fit them.

import fc from "fast-check";
import { arbitraryJson } from "../../expressions/testing/arbitrary";
import type { Edit } from "../edit-schema";
import { type Field, type Graph, type GraphEdge, type GraphNode, renderModes, valueTypes } from "../schema";

const types = ["start", "end", "work", "condition", "assign", "call", "strict", "loop", "note", "unheard_of"];
const ids = Array.from({ length: 12 }, (_, i) => `n${i}`);
const id = fc.constantFrom(...ids);
const handle = fc.constantFrom("in", "out", "case_1", "else", "error");
const name = fc.constantFrom("a", "b", "amount", "hint", "value", "text");
const template = fc.oneof(
  arbitraryJson,
  fc
    .constantFrom(...ids, "vars", "sys", "secrets")
    .chain((root) =>
      fc.constantFrom("value", "text", "amount", "query", "now", "a.b", "list[0]").map((way) => `{{ ${root}.${way} }}`),
    ),
);
const config = fc.dictionary(
  fc.constantFrom("prompt", "key", "model", "tool", "variable", "test", "handles", "__proto__", "x"),
  template,
  { maxKeys: 4, noNullPrototype: true },
);

function optional<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const field: fc.Arbitrary<Field> = fc
  .record({ name, type: fc.constantFrom(...valueTypes), value: fc.option(template, { nil: undefined }) })
  .map(({ value, ...rest }) => (value === undefined ? rest : { ...rest, value }));
const fields = fc.uniqueArray(field, { selector: (one) => one.name, maxLength: 4 });
const systemField: Field = { name: "amount", type: "number", required: true, isSystem: true };

const place = fc.record({ x: fc.integer({ min: -100, max: 100 }), y: fc.integer({ min: -100, max: 100 }) });
const flags = fc.record({ add: fc.boolean(), remove: fc.boolean(), rename: fc.boolean() });
const schemaPolicy = fc.record({ inputs: flags, outputs: flags });
const policy = fc.constantFrom({ onError: "branch" as const }, { timeoutMs: 5 }, {});
const join = fc.constantFrom("all" as const, "any" as const);
const none = { nil: undefined };

const node = (nodeId: fc.Arbitrary<string>): fc.Arbitrary<GraphNode> =>
  fc
    .record({
      id: nodeId,
      type: fc.constantFrom(...types),
      name: fc.constantFrom("One", "Two"),
      position: place,
      config,
      inputs: fields,
      outputs: fields,
      renderMode: fc.constantFrom(...renderModes),
      more: fc
        .record({
          schemaPolicy: fc.option(schemaPolicy, none),
          policy: fc.option(policy, none),
          join: fc.option(join, none),
          size: fc.option(fc.constant({ width: 10, height: 10 }), none),
        })
        .map(optional),
    })
    .map(({ more, ...rest }) => ({
      ...rest,
      ...more,
      typeVersion: 1,
      templateCode: rest.type,
      inputs:
        rest.type === "strict" ? [systemField, ...rest.inputs.filter((one) => one.name !== "amount")] : rest.inputs,
    }));

/** Graphs without twins, loose ends or broken containers; circles and nonsense of content are all allowed. */
export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .record({
    nodes: fc.uniqueArray(node(id), { selector: (one) => one.id, maxLength: 10 }),
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat(), handle, fc.option(fc.constantFrom("true", "vars.a > 1", "1 +"))), {
      maxLength: 14,
    }),
    parents: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
    variables: fc.uniqueArray(
      fc.record({ name, type: fc.constantFrom(...valueTypes), scope: fc.constantFrom("run", "conversation") }),
      { selector: (one) => one.name, maxLength: 3 },
    ),
  })
  .map(({ nodes, pairs, parents, variables }) => {
    const edges = new Map<string, GraphEdge>();
    for (const [from, to, sourceHandle, condition] of pairs) {
      const source = nodes[from % nodes.length]?.id;
      const target = nodes[to % nodes.length]?.id;
      if (source === undefined || target === undefined || source === target) continue;
      const edge = { id: `e${edges.size}`, source, sourceHandle, target, targetHandle: "in" };
      edges.set(`${source}${sourceHandle}${target}`, condition === null ? edge : { ...edge, condition });
    }
    // Children come after their containers, so that containers never are circles.
    const nested = nodes.map((one, index) => {
      const found = parents.find(([child]) => nodes.length > 0 && child % nodes.length === index && index > 0);
      const container = found && nodes[found[1] % index];
      return container ? { ...one, parentId: container.id } : one;
    });
    return {
      nodes: nested,
      edges: [...edges.values()].map((edge, index) => ({ ...edge, id: `e${index}` })),
      variables,
      settings: {},
      inputSchema: null,
      outputSchema: null,
    };
  });

const edgeId = fc.nat(20).map((number) => `e${number}`);
const edge: fc.Arbitrary<GraphEdge> = fc.record({
  id: edgeId,
  source: id,
  sourceHandle: handle,
  target: id,
  targetHandle: fc.constant("in"),
});

type Move = Extract<Edit, { type: "move" }>["moves"][number];
const newSize = fc.constantFrom(undefined, null, { width: 20, height: 30 });

/** Any edit; about half of them fit a graph of the arbitrary above. */
export const arbitraryEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant("add" as const),
    nodes: fc.array(node(fc.oneof(id, fc.constantFrom("m1", "m2", "m3", "vars"))), { maxLength: 2 }),
    edges: fc.array(edge, { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("remove" as const),
    nodeIds: fc.array(id, { maxLength: 3 }),
    edgeIds: fc.array(edgeId, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("move" as const),
    moves: fc.uniqueArray(fc.record({ id, position: place, size: newSize }).map(optional) as fc.Arbitrary<Move>, {
      selector: (one) => one.id,
      maxLength: 4,
    }),
  }),
  fc.record({
    type: fc.constant("configure" as const),
    id,
    set: config,
    unset: fc.array(fc.constantFrom("prompt", "key", "x"), { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("update" as const),
    id,
    set: fc
      .record({
        name: fc.option(fc.constant("Renamed"), none),
        inputs: fc.option(fields, none),
        outputs: fc.option(fields, none),
        parentId: fc.option(fc.oneof(id, fc.constant(null)), none),
        policy: fc.option(fc.oneof(policy, fc.constant(null)), none),
        join: fc.option(fc.oneof(join, fc.constant(null)), none),
        schemaPolicy: fc.option(fc.oneof(schemaPolicy, fc.constant(null)), none),
      })
      .map(optional),
  }),
  fc.record({
    type: fc.constant("updateEdge" as const),
    id: edgeId,
    set: fc
      .record({
        condition: fc.option(fc.oneof(fc.constant("true"), fc.constant(null)), none),
        dataMapping: fc.option(fc.oneof(config, fc.constant(null)), none),
      })
      .map(optional),
  }),
  fc.constant<Edit>({
    type: "setVariables" as const,
    variables: [{ name: "v", type: "any" as const, scope: "run" as const }],
  }),
  fc.constant<Edit>({ type: "setSettings" as const, settings: { maxConcurrency: 3 } }),
  fc.constant<Edit>({
    type: "setSchemas" as const,
    inputSchema: [{ name: "q", type: "string" as const }],
    outputSchema: null,
  }),
);

/** The same graph whatever order its nodes and edges are kept in. */
export function inOneOrder(graph: Graph): Graph {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { ...graph, nodes: graph.nodes.toSorted(byId), edges: graph.edges.toSorted(byId) };
}
