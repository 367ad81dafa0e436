import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test("paths of this site are kept with their query", () => {
  expect(ownPath("/w/acme/runs?status=failed#top")).toBe("/w/acme/runs?status=failed#top");
});

test("anything that could lead elsewhere becomes the start page", () => {
  const lures = [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "/\t/evil.test",
    "",
    undefined,
    ["/x"],
  ];
  for (const lure of lures) expect(ownPath(lure)).toBe("/");
});
