import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstIdAt, newId, timeOfId } from "./ids";

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const longPast = Date.parse("2001-02-03T04:05:06.789Z");

describe("a new id", () => {
  it("is a UUID of version 7 and variant 2 that carries its time", () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(form);
    expect(timeOfId(id)).toBeGreaterThanOrEqual(before);
    expect(timeOfId(id)).toBeLessThanOrEqual(Date.now() + 1);
  });

  it("is greater than the one before, also where thousands are made in a millisecond", () => {
    const now = Date.now();
    const ids = Array.from({ length: 10_000 }, () => newId(now));
    expect(ids.every((id, i) => form.test(id) && (i === 0 || id > (ids[i - 1] ?? "")))).toBe(true);
  });

  it("is greater than the one before when the clock goes back", () => {
    const before = newId();
    expect(newId(longPast) > before).toBe(true);
  });

  it("differs in its random half", () => {
    const halves = Array.from({ length: 1_000 }, () => newId().slice(19));
    expect(new Set(halves).size).toBe(1_000);
  });
});

describe("the time of an id", () => {
  it("is what the first id of that time was made of", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (time) => {
        const id = firstIdAt(time);
        expect(id).toMatch(form);
        expect(timeOfId(id)).toBe(time);
      }),
    );
  });

  it.each(["", "abc", "not-a-uuid", "00000000-0000-7000-8000", "0190a000-0000-7000-8000-00000000000g"])(
    "is not a number for %j",
    (text) => {
      expect(timeOfId(text)).toBeNaN();
    },
  );
});

describe("the first id of a moment", () => {
  it("stands before every id made then and after every one made earlier", () => {
    const at = timeOfId(newId()) + 5_000;
    const earlier = newId(at - 1);
    const then = newId(at);
    expect(earlier < firstIdAt(at)).toBe(true);
    expect(firstIdAt(at) <= then).toBe(true);
  });

  it("knows no time before 1970", () => {
    expect(firstIdAt(-1)).toBe("00000000-0000-7000-8000-000000000000");
  });
});
