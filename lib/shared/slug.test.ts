import { expect, test } from "vitest";
import { slugOf } from "./slug";

test.each([
  ["Acme Support", "acme-support"],
  ["Café  Zürich & Söhne", "cafe-zurich-sohne"],
  ["Bob's team", "bobs-team"],
  ["  --x1-- ", "x1"],
  ["客服团队", "team"],
  ["a", "team"],
])("%s becomes %s", (name, slug) => {
  expect(slugOf(name, "team")).toBe(slug);
});

test("a long name is cut without a hyphen at its end", () => {
  expect(slugOf("aaaa bbbb cccc", "x", 10)).toBe("aaaa-bbbb");
});
