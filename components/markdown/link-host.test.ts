import { expect, test } from "vitest";
import { hostOf, namesOtherHost } from "./link-host";

test("the host of an outside address", () => {
  expect(hostOf("https://docs.example.com/a?b")).toBe("docs.example.com");
  expect(hostOf("/w/acme/runs")).toBeNull();
  expect(hostOf("mailto:a@example.com")).toBeNull();
  expect(hostOf("javascript:alert(1)")).toBeNull();
});

test.each([
  ["https://bank.example/login", "evil.example", true],
  ["bank.example", "evil.example", true],
  ["https://bank.example@evil.example/", "evil.example", false],
  ["www.bank.example/a", "bank.example", false],
  ["https://bank.example", "bank.example:8080", false],
  ["our return policy", "bank.example", false],
  ["Version 2.5", "bank.example", false],
])("%s that leads to %s", (words, host, other) => {
  expect(namesOtherHost(words, host)).toBe(other);
});
