import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./name-hue";

test.each([
  ["Lin Mei", "LM"],
  ["陈晓明", "陈"],
  ["ada", "A"],
  ["Support triage bot", "SB"],
  ["  ", "?"],
  ["👩‍🚀 Nova", "👩N"],
])("%s is drawn as %s", (name, letters) => {
  expect(initialsOf(name)).toBe(letters);
});

test("a name keeps its hue, and names spread over the circle", () => {
  expect(hueOf("Lin Mei")).toBe(hueOf("Lin Mei"));
  const hues = new Set(Array.from({ length: 200 }, (_, i) => Math.floor(hueOf(`agent ${i}`) / 30)));
  expect(hues.size).toBe(12);
});
