import { expect, test } from "vitest";
import type { NodeStatus } from "@/lib/run-log/events";
import type { TimelineRow } from "@/lib/run-log/timeline";
import { type OutlineState, outlineOf, turnsAtOnce } from "./outline";

const row = (path: string, offsetMs = 0, status: NodeStatus = "succeeded"): TimelineRow => ({
  path,
  depth: path.split("/").length - 1,
  nodeId: path.replace(/^.*\//, ""),
  name: path,
  nodeType: "template",
  status,
  attempt: 1,
  retries: 0,
  offsetMs,
  durationMs: 10,
  lengthMs: 10,
});

const nothing: OutlineState = { folds: new Map(), shown: new Map(), chosen: null };
const drawn = (rows: TimelineRow[], state: Partial<OutlineState> = {}) =>
  outlineOf(rows, { ...nothing, ...state }).map((item) =>
    item.kind === "more" ? `${"  ".repeat(item.depth)}+${item.hidden}` : `${"  ".repeat(item.depth)}${item.path}`,
  );

test("what ran in a container stands under its turns, in the order of the turns", () => {
  const rows = [
    row("start"),
    row("loop"),
    row("loop[1]/b", 30),
    row("loop[0]/a", 10),
    row("loop[0]/b", 20),
    row("end"),
  ];
  expect(drawn(rows)).toEqual([
    "start",
    "loop",
    "  loop[0]",
    "    loop[0]/a",
    "    loop[0]/b",
    "  loop[1]",
    "    loop[1]/b",
    "end",
  ]);
});

test("many turns stand folded, open when wanted, and are shown a part at a time", () => {
  const rows = [row("loop"), ...Array.from({ length: 50 }, (_, at) => row(`loop[${at}]/a`, at))];
  const folded = drawn(rows);
  expect(folded).toHaveLength(1 + turnsAtOnce + 1);
  expect(folded.at(-1)).toBe(`  +${50 - turnsAtOnce}`);
  expect(drawn(rows, { folds: new Map([["loop[2]", true]]) })).toContain("    loop[2]/a");
  expect(drawn(rows, { shown: new Map([["loop", 50]]) })).toHaveLength(51);
});

test("the chosen node is shown wherever it lies", () => {
  const rows = [
    row("loop"),
    ...Array.from({ length: 50 }, (_, at) => row(`loop[${at}]/each`, at)),
    row("loop[40]/each[7]/a"),
  ];
  expect(drawn(rows, { chosen: "loop[40]/each[7]/a" })).toContain("        loop[40]/each[7]/a");
});

test("a turn is as long as what ran in it, and as bad", () => {
  const [, turn] = outlineOf([row("loop"), row("loop[0]/a", 5), row("loop[0]/b", 40, "failed")], nothing);
  expect(turn).toMatchObject({ turn: { number: 1, nodes: 2, status: "failed", offsetMs: 5, durationMs: 45 } });
});

test("turns whose container is not known yet are shown, and those of a folded turn are not", () => {
  expect(drawn([row("loop[0]/a")])).toEqual(["loop[0]", "  loop[0]/a"]);
  const nested = [row("loop"), row("loop[0]/each"), row("loop[0]/each[0]/a")];
  expect(drawn(nested, { folds: new Map([["loop[0]", false]]) })).toEqual(["loop", "  loop[0]"]);
});

test("a piece of a node's work stands under its node", () => {
  const rows = [
    row("agent"),
    row("agent:turn[1].call[1]", 5),
    row("loop"),
    row("loop[0]/a", 10),
    row("loop[0]/a:call", 11),
  ];
  expect(drawn(rows)).toEqual([
    "agent",
    "  agent:turn[1].call[1]",
    "loop",
    "  loop[0]",
    "    loop[0]/a",
    "      loop[0]/a:call",
  ]);
});
