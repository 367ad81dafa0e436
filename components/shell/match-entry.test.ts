import { expect, test } from "vitest";
import { matchEntry } from "./match-entry";

test("only entries with every typed word fit, those that begin with it best", () => {
  expect(matchEntry("Write a question chat-write", "secr")).toBe(0);
  expect(matchEntry("Secrets settings/secrets", " Secr")).toBe(1);
  expect(matchEntry("API keys", "keys")).toBeLessThan(matchEntry("Keys", "keys"));
  expect(matchEntry("机密 settings/secrets", "机密")).toBe(1);
  expect(matchEntry("机密", "settings secrets", ["settings", "secrets"])).toBeGreaterThan(0);
});
