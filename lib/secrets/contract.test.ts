import { describe, expect, it } from "vitest";
import { newSecretSchema, secretChangeSchema, usesInTheWay } from "./contract";

const given = { name: "TOKEN", value: "hunter2" };
const faultOf = (more: object) => newSecretSchema.safeParse({ ...given, ...more }).error?.issues[0]?.message;

describe("a new secret", () => {
  it.each(["TOKEN", "_a", "shop_key_2", "a".repeat(63)])("may be called %s", (name) => {
    expect(faultOf({ name })).toBeUndefined();
  });
  it.each(["", "2nd", "with space", "a-b", "a.b", "密码", "a".repeat(64), "x\n"])("may not be called %j", (name) => {
    expect(faultOf({ name })).toMatch(/^A name begins with/);
  });
  it("has a value of 4 characters to 64 KB, of several lines where it likes, without NUL", () => {
    for (const value of ["abcd", "-----BEGIN KEY-----\nMIIE\n", "密码是这个", "x".repeat(65_536)]) {
      expect(faultOf({ value })).toBeUndefined();
    }
    expect(faultOf({ value: "abc" })).toMatch(/at least 4/);
    expect(faultOf({ value: "x".repeat(65_537) })).toMatch(/at most 65536/);
    expect(faultOf({ value: "a\0bcd" })).toMatch(/NUL/);
  });
});

it("a change may leave the value out, but not shorten it below what can be hidden", () => {
  expect(secretChangeSchema.safeParse({ value: "", description: "" }).success).toBe(true);
  expect(secretChangeSchema.safeParse({ value: "abc", description: "" }).success).toBe(false);
});

it("drafts, live versions and tools are in the way of a deletion, earlier versions are not", () => {
  const workflow = { id: "w", inDraft: false, isLive: false };
  const workflows = [
    { ...workflow, name: "earlier" },
    { ...workflow, name: "draft", inDraft: true },
    { ...workflow, name: "live", isLive: true },
  ];
  const names = usesInTheWay({ workflows, tools: [{ id: "t", name: "tool" }] }).map((use) => use.name);
  expect(names).toEqual(["draft", "live", "tool"]);
});
