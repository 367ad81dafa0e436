import { expect, test } from "vitest";
import { withLarge, withoutLarge } from "./large-members";

const large = (fileId?: string, isText = false) => ({ bytes: 9, preview: "[1", isText, fileId });

test("what is too large is left out, and an object that has nothing else with it", () => {
  expect(withoutLarge({ rows: null, n: 3 }, { rows: large("f") })).toEqual({ n: 3 });
  expect(withoutLarge({ rows: null }, { rows: large("f") })).toBeNull();
  expect(withoutLarge({ rows: null }, null)).toEqual({ rows: null });
});

test("the whole values come back, but for those that somebody gave anew and those that were not kept", async () => {
  const files: Record<string, string> = { f1: "[1,2]", f2: "long text", f3: "never read" };
  const read = async (id: string) => files[id] ?? "";
  const members = { rows: large("f1"), text: large("f2", true), own: large("f3"), cut: large() };
  expect(await withLarge({ n: 3, own: "mine" }, members, read)).toEqual({
    n: 3,
    own: "mine",
    rows: [1, 2],
    text: "long text",
  });
});
