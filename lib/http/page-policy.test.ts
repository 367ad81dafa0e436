import { expect, test } from "vitest";
import { pagePolicy } from "./page-policy";

test("scripts need the page's nonce and nothing is evaluated in production", () => {
  const policy = pagePolicy("abc", false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
});

test("a page can load from and send to its own origin only, and can't be framed", () => {
  const policy = pagePolicy("abc", true);
  expect(policy).toContain("connect-src 'self';");
  expect(policy).toContain("img-src 'self' blob: data:;");
  expect(policy).toContain("frame-ancestors 'none'");
});
