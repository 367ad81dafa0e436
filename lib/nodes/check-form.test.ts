import { describe, expect, test } from "vitest";
import { findMissing, isMet, isShown } from "./check-form";

const field = (key: string, on?: string, values: string[] = ["yes"], not = false) => ({
  ...{ key, required: true, isHidden: false },
  ...(on === undefined ? {} : { visibleWhen: { key: on, in: values, not } }),
});

describe("a condition", () => {
  test("is met by what is listed, or with not by all the rest; blanks are alike", () => {
    const when = { key: "a", in: ["x", 1, true] };
    expect(["x", 1, true, "y", 0, null].map((value) => isMet(when, value))).toEqual([
      ...[true, true, true, false, false, false],
    ]);
    expect(isMet({ ...when, not: true }, "y")).toBe(true);
    for (const blank of [null, "", "  ", []]) {
      expect(isMet({ key: "a", in: [null] }, blank)).toBe(true);
      expect(isMet({ key: "a", in: [null], not: true }, blank)).toBe(false);
    }
    expect(isMet({ key: "a", in: [null] }, false)).toBe(false);
  });
});

describe("a field", () => {
  test("is hidden with the one that decides on it, whatever their order", () => {
    const fields = [field("c", "b"), field("b", "a"), field("a")];
    const shown = (config: Record<string, string>) =>
      fields.filter((one) => isShown(one, config, fields)).map(({ key }) => key);
    expect(shown({ a: "yes", b: "yes" })).toEqual(["c", "b", "a"]);
    expect(shown({ a: "no", b: "yes" })).toEqual(["a"]);
    expect(shown({ a: "yes", b: "no" })).toEqual(["b", "a"]);
  });

  test("that depends on what is gone or on itself is drawn", () => {
    const circle = [field("a", "b"), field("b", "a"), field("c", "gone")];
    for (const one of circle) expect(isShown(one, { a: "yes", b: "yes" }, circle)).toBe(true);
  });

  test("is missing only where it is drawn, required and blank", () => {
    const fields = [field("a"), field("b", "a"), { ...field("c"), required: false }, { ...field("d"), isHidden: true }];
    expect(findMissing({}, fields)).toEqual(["a"]);
    expect(findMissing({ a: "yes" }, fields)).toEqual(["b"]);
    expect(findMissing({ a: "yes", b: "x" }, fields)).toEqual([]);
  });
});
