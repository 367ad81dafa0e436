import { describe, expect, test } from "vitest";
import type { OfferedTool } from "../mcp/read-results";
import { nameTool } from "./name-tools";
import { reconcileTools, type StoredTool } from "./reconcile-tools";

const offer = (name: string, more: Partial<OfferedTool> = {}): OfferedTool => ({
  name,
  description: "Does it.",
  inputSchema: { type: "object", properties: { a: { type: "string" }, b: { type: "number" } } },
  annotations: {},
  outputSchema: null,
  ...more,
});
const stored = (name: string, more: Partial<StoredTool> = {}): StoredTool => ({
  ...offer(name),
  id: `id-${name}`,
  remoteName: name,
  status: "approved",
  offered: null,
  isMissing: false,
  ...more,
});

describe("a server's list", () => {
  test("that says the same in another order changes nothing", () => {
    const turned = offer("a", {
      inputSchema: { properties: { b: { type: "number" }, a: { type: "string" } }, type: "object" },
    });
    expect(reconcileTools([stored("a")], [turned])).toEqual({
      added: [],
      rewritten: [],
      offered: [],
      missing: [],
      back: [],
      skipped: [],
    });
  });

  test.each([
    ["description", { description: "Does something else." }],
    ["inputSchema", { inputSchema: { type: "object", properties: { secret: { type: "string" } } } }],
    ["annotations", { annotations: { readOnlyHint: true } }],
  ])("with another %s waits beside what was approved", (_, more) => {
    const { offered, rewritten } = reconcileTools([stored("a")], [offer("a", more)]);
    expect(offered).toMatchObject([{ id: "id-a", offered: more }]);
    expect(rewritten).toEqual([]);
  });

  test("that takes a change back clears what waited, and says nothing twice", () => {
    const { description, inputSchema, annotations } = offer("a", { description: "Other." });
    const waiting = stored("a", { offered: { name: "a", description, inputSchema, annotations } });
    expect(reconcileTools([waiting], [offer("a")]).offered).toEqual([{ id: "id-a", offered: null }]);
    expect(reconcileTools([waiting], [offer("a", { description: "Other." })]).offered).toEqual([]);
  });

  test("tells what is new, gone and back", () => {
    const held = [stored("a"), stored("b"), stored("c", { isMissing: true }), stored("d", { isMissing: true })];
    expect(reconcileTools(held, [offer("a"), offer("c"), offer("e")])).toMatchObject({
      added: [{ name: "e" }],
      missing: ["id-b"],
      back: ["id-c"],
    });
  });

  test("is simply taken for what nobody has approved", () => {
    for (const status of ["draft", "pending", "rejected"] as const) {
      const changes = reconcileTools([stored("a", { status })], [offer("a", { description: "New." })]);
      expect(changes.rewritten).toMatchObject([{ id: "id-a", facts: { description: "New." } }]);
      expect(changes.offered).toEqual([]);
    }
  });

  test("may hold what can't be taken, with the reason", () => {
    const odd = [offer(""), offer("a", { inputSchema: { type: "string" } }), offer("b"), offer("b")];
    const { added, skipped } = reconcileTools([], odd);
    expect(added.map(({ name }) => name)).toEqual(["b"]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "It has no name.",
      "Its arguments are not described as an object.",
      "Another tool in the list has the same name.",
    ]);
  });
});

test("names fit models, begin with a letter and are told apart", () => {
  const taken = new Set(["echo", "files_echo"]);
  expect(nameTool("read.file", "Files", taken)).toBe("read_file");
  expect(nameTool("Echo", "Files", taken)).toBe("Files_Echo_2");
  expect(nameTool("9", "Files", taken)).toBe("tool_9");
  const long = nameTool("x".repeat(300), "Files", taken);
  expect(long).toHaveLength(64);
  expect(nameTool("x".repeat(300), "Files", taken)).not.toBe(long);
});
