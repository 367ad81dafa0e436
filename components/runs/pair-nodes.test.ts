import { expect, test } from "vitest";
import type { NodeLogView } from "@/lib/runs/contract";
import { pairNodes } from "./pair-nodes";

const log = (path: string, outputsChecksum: string | null, more: Partial<NodeLogView> = {}): NodeLogView => ({
  path,
  attempt: 1,
  seq: 1,
  nodeId: path,
  name: path,
  type: "template",
  renderMode: "hidden",
  status: "succeeded",
  summary: null,
  startedAt: "2026-11-22T12:00:00.000Z",
  finishedAt: null,
  durationMs: 1,
  retries: 0,
  tokens: null,
  cost: null,
  error: null,
  outputsChecksum,
  ...more,
});
const verdicts = (a: NodeLogView[], b: NodeLogView[]) =>
  pairNodes(a, b).map(({ path, verdict }) => `${path} ${verdict}`);

test("nodes are paired by path, in the order of the first run and then of the second", () => {
  expect(
    verdicts([log("start", "1"), log("a", "2"), log("x", "9")], [log("start", "1"), log("a", "3"), log("y", "9")]),
  ).toEqual(["start equal", "a different", "x onlyA", "y onlyB"]);
});

test("what ended otherwise differs, though nothing came out of either", () => {
  expect(verdicts([log("a", null, { status: "failed" })], [log("a", null, { status: "skipped" })])).toEqual([
    "a different",
  ]);
});

test("what failed for another reason differs", () => {
  const failed = (message: string) => log("a", null, { status: "failed", error: { code: "node_failed", message } });
  expect(verdicts([failed("No.")], [failed("No.")])).toEqual(["a equal"]);
  expect(verdicts([failed("No.")], [failed("Never.")])).toEqual(["a different"]);
});

test("of a node that started again only its last start counts", () => {
  expect(verdicts([log("a", "old"), log("a", "new", { attempt: 2 })], [log("a", "new")])).toEqual(["a equal"]);
});
