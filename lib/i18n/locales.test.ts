import { describe, expect, test } from "vitest";
import { isLocale, negotiateLocale } from "./locales";

describe("the language for an Accept-Language header", () => {
  test.each([
    [null, "en"],
    ["", "en"],
    ["de-DE,de;q=0.9", "en"],
    ["de,zh-TW;q=0.8,en;q=0.9", "en"],
    ["zh", "zh-CN"],
    ["zh-SG", "zh-CN"],
    ["zh-HK,en;q=0.5", "zh-TW"],
    ["zh-Hant-MO", "zh-TW"],
    ["zh-Hans-HK", "zh-CN"],
    ["en-GB;q=0.3, zh-TW;q=0.7", "zh-TW"],
    ["zh-TW;q=0, en", "en"],
    [";;;q=x,,", "en"],
  ])("%s gives %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

test("only exact names of languages count as ours", () => {
  expect(isLocale("zh-TW")).toBe(true);
  expect(isLocale("zh")).toBe(false);
  expect(isLocale(undefined)).toBe(false);
});
