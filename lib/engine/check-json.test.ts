import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storableJson } from "../shared/json";
import { checkJson } from "./check-json";

const limit = 1_000_000;
const check = (value: unknown, max = limit) => checkJson(value, max);
const fault = (value: unknown, max = limit) => {
  const checked = check(value, max);
  return checked.ok ? null : checked.fault;
};

describe("plain JSON", () => {
  it("is accepted as it is, without a copy, and measured", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom("a", "Z", " ", "é", "中", "😀") }), (value) => {
        const checked = check(value);
        expect(checked).toMatchObject({ ok: true, bytes: new TextEncoder().encode(JSON.stringify(value)).length });
        if (checked.ok && !Object.is(value, -0)) expect(checked.value).toBe(value);
      }),
    );
  });

  it("comes out storable whatever characters are in it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const checked = check(value);
        const storable = storableJson(JSON.parse(JSON.stringify(value)));
        expect(checked.ok && JSON.stringify(checked.value)).toBe(JSON.stringify(storable));
      }),
    );
  });

  it("is refused above the limit and accepted at it", () => {
    expect(fault({ a: "xy" }, 9)).toBe("too_large");
    expect(fault({ a: "xy" }, 10)).toBeNull();
    expect(fault(["中"], 6)).toBe("too_large");
    expect(fault(["中"], 7)).toBeNull();
  });

  it("is refused where it is nested too deeply, circles included", () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    expect(fault(deep(150))).toBeNull();
    expect(fault(deep(5_000))).toBe("too_deep");
    const circle: unknown[] = [];
    circle.push(circle);
    expect(fault(circle)).toBe("too_deep");
  });
});

describe("what JavaScript has beyond JSON", () => {
  it("is refused", () => {
    for (const value of [undefined, Number.NaN, 1 / 0, 1n, () => 1, Symbol("x"), new Date(), new Map(), /x/]) {
      expect(fault({ value: [value] })).toBe(value === undefined ? null : "not_json");
    }
  });

  it("is left out where JSON text leaves it out", () => {
    const value = { a: undefined, b: 1, c: [1, undefined, 2], d: { e: undefined } };
    const checked = check(value);
    expect(checked.ok && checked.value).toEqual({ b: 1, c: [1, null, 2], d: {} });
    expect(Object.keys(value)).toEqual(["a", "b", "c", "d"]);
  });

  it("cannot slip in as a prototype", () => {
    const checked = check(JSON.parse('{"__proto__":{"x":"a\\u0000"},"y":1}'));
    expect(checked.ok && JSON.stringify(checked.value)).toBe('{"__proto__":{"x":"a\ufffd"},"y":1}');
    expect(checked.ok && Object.getPrototypeOf(checked.value)).toBe(Object.prototype);
  });

  it("is accepted as an object without a prototype", () => {
    expect(fault(Object.assign(Object.create(null), { a: 1 }))).toBeNull();
  });
});
