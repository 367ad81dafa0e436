// Graphs for property tests: random shapes without circles, whose nodes choose ways, fail, try again, speak, read each
// other and set variables, and still do the same in every run, whatever its timing.

import fc from "fast-check";
import type { Graph, GraphNode } from "../../graph/schema";
import { draw } from "../../graph/testing/draw";
import type { JsonObject } from "../../shared/json";

interface RandomNode {
  kind: "work" | "read" | "write" | "condition" | "answer" | "thought" | "end";
  sources: { from: number; leaves: number; condition: number | null }[];
  takes: number;
  timeout: number | null;
  fails: number | "always";
  retry: number;
  onError: "stop" | "default" | "branch";
  joinAny: boolean;
  reads: number | null;
  sets: boolean;
  take: number;
}

const node: fc.Arbitrary<RandomNode> = fc.record({
  kind: fc.constantFrom(
    "work",
    "work",
    "read",
    "write",
    "condition",
    "condition",
    "answer",
    "answer",
    "thought",
    "end",
  ),
  sources: fc.array(fc.record({ from: fc.nat(30), leaves: fc.nat(9), condition: fc.option(fc.nat(3), { freq: 1 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  takes: fc.constantFrom(0, 0, 7, 10, 30),
  timeout: fc.option(fc.constantFrom(9, 100), { freq: 3 }),
  fails: fc.constantFrom<(number | "always")[]>(0, 0, 0, 1, 2, "always"),
  retry: fc.nat(2),
  onError: fc.constantFrom("stop", "default", "branch"),
  joinAny: fc.boolean(),
  reads: fc.option(fc.nat(30)),
  sets: fc.boolean(),
  take: fc.nat(2),
});

export interface Shape {
  /** Leaves out failures that no node's policy takes care of: what is cancelled by them depends on timing. */
  handled?: boolean;
}

/** Random graphs of up to a dozen nodes behind a start node. */
export function randomGraph(shape: Shape = {}): fc.Arbitrary<Graph> {
  return fc
    .record({ nodes: fc.array(node, { minLength: 1, maxLength: 12 }), joinsAny: fc.boolean() })
    .map(({ nodes, joinsAny }) => buildGraph(nodes, joinsAny, shape));
}

function buildGraph(nodes: readonly RandomNode[], joinsAny: boolean, shape: Shape): Graph {
  const ids = ["start", ...nodes.map(({ kind }, i) => `${kind}_${i}`)];
  const patches: Record<string, Partial<GraphNode>> = {};
  const before: Record<string, Set<string>> = {};
  const lines = ["start"];
  for (const [i, random] of nodes.entries()) {
    const id = `${random.kind}_${i}`;
    // An end node has no way out, so those before it are chosen among the others.
    const open = ids.slice(0, i + 1).filter((other) => !other.startsWith("end"));
    const pick = (number: number) => open[number % open.length] ?? "start";
    const ancestors = new Set<string>();
    before[id] = ancestors;
    for (const { from, leaves, condition } of random.sources) {
      const source = pick(from);
      for (const ancestor of [source, ...(before[source] ?? [])]) ancestors.add(ancestor);
      const usual = leaves === 9 ? "error" : "out";
      const way = source.startsWith("condition") ? (leaves % 2 === 0 ? "case_1" : "else") : usual;
      lines.push(`${source} ->[${way}${condition === null ? "" : ` if (${source}.n ?? 0) > ${condition}`}] ${id}`);
    }
    // With join any, whether an earlier node has ended already depends on timing, so nobody reads there.
    const read = [...ancestors][(random.reads ?? 0) % ancestors.size];
    const reads = !joinsAny && random.reads !== null ? { reads: `{{ ${read}.text }}` } : {};
    patches[id] = {
      ...(random.kind === "thought" ? { renderMode: "thought" as const } : {}),
      ...(random.kind === "answer" ? { renderMode: "message" as const } : {}),
      ...(joinsAny && random.joinAny ? { join: "any" as const } : {}),
      policy: {
        retry: { max: random.retry, delayMs: 5, backoff: 2 },
        onError: shape.handled && random.onError === "stop" ? "default" : random.onError,
        defaultOutputs: { n: 3, text: `${id} by default` },
        ...(random.timeout === null ? {} : { timeoutMs: random.timeout }),
      },
      config: configOf(id, i, random, reads),
    };
  }
  const variables = ids.map((id) => ({ name: id, type: "any" as const, scope: "run" as const }));
  return draw(lines.join("\n"), { nodes: patches, variables });
}

function configOf(id: string, i: number, random: RandomNode, more: JsonObject): JsonObject {
  return {
    takes: random.takes,
    fails: random.fails,
    says: `<${i}|:|${i}>`,
    thinks: i % 3 === 0 ? "hm" : "",
    gives: { n: i % 5, ...more },
    ...(random.kind === "condition" ? takeOf(random.take) : {}),
    ...(random.sets ? { sets: { [id]: i } } : {}),
  };
}

/** One way, the other, or both. */
function takeOf(take: number): JsonObject {
  return take === 2 ? {} : { take: take === 0 ? "case_1" : "else" };
}
