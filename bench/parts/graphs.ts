// The graphs that benches run: small ones whose cost is the product's own, none that waits for the outside.

import type { Graph } from "@/lib/graph/schema";
import { graphOf } from "@/lib/runs/testing/graphs";

type Nodes = Parameters<typeof graphOf>[0];

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}_${i}`);
const template = (text: string): Nodes[string] => ({ type: "template", config: { text } });

/** So many templates one after the other. */
export function chainOfTemplates(count: number): Graph {
  const chain = names("text", count);
  const nodes: Nodes = { start: { type: "start" } };
  for (const name of chain) nodes[name] = template("{{ start.query }} said");
  nodes.end = { type: "end" };
  const line = ["start", ...chain, "end"];
  return graphOf(
    nodes,
    line.slice(1).map((name, i) => `${line[i]} -> ${name}`),
  );
}

/** So many templates side by side, joined by the end. */
export function branches(count: number): Graph {
  const fan = names("branch", count);
  const nodes: Nodes = { start: { type: "start" } };
  for (const name of fan) nodes[name] = template("{{ start.query }} said");
  nodes.end = { type: "end" };
  return graphOf(nodes, [...fan.map((name) => `start -> ${name}`), ...fan.map((name) => `${name} -> end`)]);
}

const code = graphOf(
  {
    start: { type: "start" },
    work: { type: "code", config: { source: "return { result: inputs.text.toUpperCase() }" } },
    end: { type: "end" },
  },
  ["start -> work", "work -> end"],
);

/** Graphs by what stands in the table. */
export const benchGraphs: Record<string, Graph> = {
  "start, end": graphOf({ start: { type: "start" }, end: { type: "end" } }, ["start -> end"]),
  "10 templates": chainOfTemplates(10),
  "1 code": code,
  "5 branches": branches(5),
};
