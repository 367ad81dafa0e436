import { expect, test } from "vitest";
import { mergePreferences } from "./account-commands";

test("a change of preferences keeps what it doesn't name and forgets what it clears", () => {
  const held = { language: "en", timezone: "Asia/Taipei", notifications: { runs: true } };
  expect(mergePreferences(held, { language: "zh-TW", timezone: null })).toEqual({
    language: "zh-TW",
    notifications: { runs: true },
  });
  expect(mergePreferences(held, undefined)).toEqual(held);
  expect(mergePreferences({}, { theme: "dark", language: undefined })).toEqual({ theme: "dark" });
});
