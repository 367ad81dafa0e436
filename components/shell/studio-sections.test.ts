import { expect, test } from "vitest";
import { isInSection } from "./studio-sections";

test("a page below a section lies in it, one whose name only begins alike does not", () => {
  expect(isInSection("/w/acme/agents", "acme", "agents")).toBe(true);
  expect(isInSection("/w/acme/agents/1/draft", "acme", "agents")).toBe(true);
  expect(isInSection("/w/acme/agents-archive", "acme", "agents")).toBe(false);
  expect(isInSection("/w/other/agents", "acme", "agents")).toBe(false);
});
