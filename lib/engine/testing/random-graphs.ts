// Graphs for property tests: random shapes without circles, whose nodes choose ways, fail, try again, wait, speak, read
// each other and set variables, alone and in the turns of containers, and still do the same in every run, whatever its
// timing.

import fc from "fast-check";
import type { Graph, GraphNode } from "../../graph/schema";
import { draw } from "../../graph/testing/draw";
import type { JsonObject } from "../../shared/json";

interface RandomNode {
  kind: "work" | "read" | "write" | "condition" | "answer" | "thought" | "end" | "loop" | "iteration" | "agent";
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
  waits: number;
  turns: number;
  parallel: number;
  turnErrors: "stop" | "skip" | "collect";
  /** A node that ends its turn: behind everything else of it, or anywhere. */
  exit: "break" | "continue" | null;
  inner: RandomNode[];
}

const simple = [
  "work",
  "work",
  "read",
  "write",
  "condition",
  "condition",
  "answer",
  "answer",
  "thought",
  "agent",
] as const;

function randomNode(depth: number): fc.Arbitrary<RandomNode> {
  const containers = depth > 0 ? (["loop", "iteration"] as const) : [];
  return fc.record({
    kind: fc.constantFrom(...simple, ...(depth === deepest ? (["end"] as const) : []), ...containers),
    sources: fc.array(
      fc.record({ from: fc.nat(30), leaves: fc.nat(9), condition: fc.option(fc.nat(3), { freq: 1 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    takes: fc.constantFrom(0, 0, 7, 10, 30),
    timeout: fc.option(fc.constantFrom(9, 100), { freq: 3 }),
    fails: fc.constantFrom<(number | "always")[]>(0, 0, 0, 1, 2, "always"),
    retry: fc.nat(2),
    onError: fc.constantFrom("stop", "default", "branch"),
    joinAny: fc.boolean(),
    reads: fc.option(fc.nat(30)),
    sets: fc.boolean(),
    take: fc.nat(2),
    waits: fc.constantFrom(0, 0, 0, 0, 1, 2),
    turns: fc.constantFrom(0, 1, 2, 2, 3),
    parallel: fc.integer({ min: 1, max: 3 }),
    turnErrors: fc.constantFrom("stop", "skip", "collect"),
    exit: fc.constantFrom(null, null, "break", "continue"),
    inner: depth > 0 ? fc.array(randomNode(depth - 1), { maxLength: 4 }) : fc.constant([]),
  });
}

const deepest = 2;

export interface Shape {
  /** Leaves out failures that no node's policy takes care of, and ends of turns that others don't wait for. */
  handled?: boolean;
  /** Leaves out nodes that end turns. */
  exits?: false;
}

/** Random graphs of up to a dozen nodes behind a start node, with containers among them. */
export function randomGraph(shape: Shape = {}): fc.Arbitrary<Graph> {
  return fc
    .record({ nodes: fc.array(randomNode(deepest), { minLength: 1, maxLength: 10 }), joinsAny: fc.boolean() })
    .map(({ nodes, joinsAny }) => new Builder(joinsAny, shape).build(nodes));
}

class Builder {
  private readonly patches: Record<string, Partial<GraphNode>> = {};
  private readonly lines: string[] = [];
  private readonly ids: string[] = ["start"];

  constructor(
    private readonly joinsAny: boolean,
    private readonly shape: Shape,
  ) {}

  build(nodes: readonly RandomNode[]): Graph {
    this.lines.push("start");
    this.addScope(nodes, "start", []);
    const variables = this.ids.map((id) => ({ name: id, type: "any" as const, scope: "run" as const }));
    return draw(this.lines.join("\n"), { nodes: this.patches, variables });
  }

  /** Adds nodes behind `entry`, or behind nothing; `around` can be read by all of them. */
  private addScope(nodes: readonly RandomNode[], entry: string | null, around: readonly string[]): string[] {
    const ids: string[] = entry === null ? [] : [entry];
    const before: Record<string, Set<string>> = {};
    for (const random of nodes) {
      const id = this.newId(random.kind);
      // An end node has no way out, so those before it are chosen among the others.
      const open = ids.filter((other) => !other.startsWith("end"));
      const ancestors = new Set<string>();
      before[id] = ancestors;
      this.lines.push(id);
      for (const { from, leaves, condition } of open.length === 0 ? [] : random.sources) {
        const source = open[from % open.length] ?? "start";
        for (const ancestor of [source, ...(before[source] ?? [])]) ancestors.add(ancestor);
        const usual = leaves === 9 ? "error" : "out";
        const way = source.startsWith("condition") ? (leaves % 2 === 0 ? "case_1" : "else") : usual;
        this.lines.push(
          `${source} ->[${way}${condition === null ? "" : ` if (${source}.n ?? 0) > ${condition}`}] ${id}`,
        );
      }
      const readable = [...ancestors, ...around];
      // With join any, whether an earlier node has ended already depends on timing, so nobody reads there.
      const read = this.joinsAny || random.reads === null ? undefined : readable[random.reads % readable.length];
      this.patches[id] = this.patchOf(id, random, read);
      if (random.kind === "loop" || random.kind === "iteration") {
        const inner = this.addScope(random.inner, null, [...readable, id]);
        for (const child of inner) this.patches[child] = { ...this.patches[child], parentId: id };
        this.addExit(random, id, inner);
      }
      ids.push(id);
    }
    return entry === null ? ids : ids.slice(1);
  }

  private addExit({ exit, kind, take }: RandomNode, container: string, inner: readonly string[]): void {
    if (exit === null || this.shape.exits === false || inner.length === 0 || (this.shape.handled && this.joinsAny))
      return;
    const id = this.newId(exit === "break" && kind === "loop" ? "break" : "continue");
    const isSink = (node: string) => !this.lines.some((line) => line.startsWith(`${node} ->`));
    const sources = this.shape.handled ? inner.filter(isSink) : [inner[take % inner.length] ?? ""];
    for (const source of sources) {
      this.lines.push(`${source} ->[${source.startsWith("condition") ? "case_1" : "out"}] ${id}`);
    }
    this.patches[id] = { parentId: container };
  }

  private newId(kind: string): string {
    const id = `${kind}_${this.ids.length}`;
    this.ids.push(id);
    return id;
  }

  private patchOf(id: string, random: RandomNode, read: string | undefined): Partial<GraphNode> {
    const number = Number(id.split("_")[1]);
    const reads: JsonObject = read === undefined ? {} : { reads: `{{ ${readOf(read)} }}` };
    const isContainer = random.kind === "loop" || random.kind === "iteration";
    return {
      ...(random.kind === "thought" ? { renderMode: "thought" as const } : {}),
      ...(random.kind === "answer" || random.kind === "agent" ? { renderMode: "message" as const } : {}),
      ...(this.joinsAny && random.joinAny ? { join: "any" as const } : {}),
      policy: {
        retry: { max: random.retry, delayMs: 5, backoff: 2 },
        onError: this.shape.handled && random.onError === "stop" ? "default" : random.onError,
        defaultOutputs: { n: 3, text: `${id} by default` },
        // The time limit of a container would cut its turns by their timing.
        ...(random.timeout === null || isContainer || random.kind === "agent" ? {} : { timeoutMs: random.timeout }),
      },
      ...(isContainer ? this.containerOf(id, random, reads) : { config: this.configOf(id, number, random, reads) }),
    };
  }

  private containerOf(id: string, random: RandomNode, reads: JsonObject): Partial<GraphNode> {
    const seen = { name: "seen", type: "any" as const, value: reads.reads ?? null };
    const last = `{{ ${id}.index }} ({{ ${id}.seen }})`;
    if (random.kind === "loop") {
      const config: JsonObject = { maxTurns: random.turns + 1, next: [{ name: "seen", value: last }] };
      if (random.take > 0) config.condition = `${id}.index < ${random.turns}`;
      return { config, inputs: [seen] };
    }
    const items = Array.from({ length: random.turns }, (_, i) => `${id} ${i}`);
    return {
      config: { parallel: random.parallel, onError: random.turnErrors, output: `{{ ${id}.item }} ({{ ${id}.seen }})` },
      inputs: [{ name: "items", type: "array", value: items }, seen],
    };
  }

  private configOf(id: string, number: number, random: RandomNode, more: JsonObject): JsonObject {
    const work: JsonObject =
      random.kind === "agent"
        ? { turns: random.turns, calls: random.parallel, asks: random.waits, refused: random.take === 2 ? 1 : null }
        : { fails: random.fails, waits: random.waits };
    return {
      takes: random.takes,
      ...work,
      says: `<${number}|:|${number}>`,
      thinks: number % 3 === 0 ? "hm" : "",
      gives: { n: number % 5, ...more },
      ...(random.kind === "condition" ? takeOf(random.take) : {}),
      ...(random.sets ? { sets: { [id]: number } } : {}),
    };
  }
}

/** What to read of a node: of a container what both the nodes inside and those behind it can see. */
function readOf(id: string): string {
  return id.startsWith("loop") || id.startsWith("iteration") ? `${id}.seen` : `${id}.text`;
}

/** One way, the other, or both. */
function takeOf(take: number): JsonObject {
  return take === 2 ? {} : { take: take === 0 ? "case_1" : "else" };
}
