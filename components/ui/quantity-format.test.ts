import { describe, expect, test } from "vitest";
import { formatBytes, formatCount, formatDuration, formatMoney } from "./quantity-format";

describe("a duration", () => {
  test.each([
    [0, "0 ms"],
    [-5, "0 ms"],
    [38.4, "38 ms"],
    [999, "999 ms"],
    [999.7, "1.0 s"],
    [1900, "1.9 s"],
    [9949, "9.9 s"],
    [9960, "10 s"],
    [59_600, "1 min"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [3_840_000, "1 h 4 min"],
  ])("of %d ms reads %s", (ms, text) => {
    expect(formatDuration(ms, "en").replaceAll("\u00a0", " ")).toBe(text);
  });
  test("speaks Chinese", () => {
    expect(formatDuration(1900, "zh-CN")).toBe("1.9秒");
  });
});

describe("money", () => {
  test.each([
    [0, "USD", "$0"],
    ["12.4", "EUR", "€12.40"],
    [0.0312, "USD", "$0.031"],
    ["0.00110000", "CNY", "¥0.0011"],
  ])("of %s %s reads %s", (amount, currency, text) => {
    expect(formatMoney(amount, currency, "en")).toBe(text);
  });
});

test("a count is exact until it is long", () => {
  expect(formatCount(1204, "en")).toBe("1,204");
  expect(formatCount(1_234_567, "en")).toBe("1.2M");
  expect(formatCount(1_234_567, "zh-CN")).toBe("123.5万");
});

test("a size has the unit that fits", () => {
  expect(formatBytes(812, "en")).toBe("812 byte");
  expect(formatBytes(1_440_000, "en")).toBe("1.4 MB");
  expect(formatBytes(812_000_000, "en")).toBe("812 MB");
});
