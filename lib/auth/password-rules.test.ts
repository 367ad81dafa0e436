import { describe, expect, test } from "vitest";
import { passwordFault, passwordStrength } from "./password-rules";

describe("a password is refused when", () => {
  test.each([
    ["short123", "too_short"],
    ["👍👍👍👍👍👍", "too_short"],
    ["x".repeat(201), "too_long"],
    ["password123", "common"],
    ["P@ssw0rd2024", "common"],
    ["1234567890", "common"],
    ["0987654321", "common"],
    ["aaaaaaaaaaaa", "common"],
    ["abcabcabcabc", "common"],
    ["qwertyuiop", "common"],
    ["abcdefghijkl", "common"],
  ])("it is %s: %s", (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  test("it is little more than the account's name", () => {
    expect(passwordFault("margaret99", ["margaret@example.com"])).toBe("contains_account");
    expect(passwordFault("margaret and her nine cats", ["margaret@example.com"])).toBeNull();
  });
});

test("ordinary good passwords pass, in any language", () => {
  for (const password of ["correct horse battery", "Tr7-kumquat-88", "雨后初霁见彩虹一道好看", "ninebluegeese"]) {
    expect(passwordFault(password)).toBeNull();
  }
});

test("strength grows with length and variety", () => {
  const ladder = ["password123", "ninegeese1", "ninebluegeese", "nine blue geese 4", "nine Blue geese, 4 grey cats"];
  const strengths = ladder.map((password) => passwordStrength(password));
  expect(strengths[0]).toBe(0);
  expect(strengths.at(-1)).toBe(4);
  expect(strengths).toEqual([...strengths].sort());
});
