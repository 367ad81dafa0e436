import { expect, test } from "vitest";
import { choiceOf, everything, filterOf, isNarrowed } from "./run-choice";

const id = "0199a3a0-0000-7000-8000-000000000001";
const read = (address: string) => {
  const params = new URLSearchParams(address);
  return choiceOf((name) => params.get(name));
};

test("an address is read into a choice, and what makes no sense is left out", () => {
  expect(read("")).toEqual(everything);
  expect(read(`status=failed&agent=${id.toUpperCase()}&trigger=api&time=day`)).toEqual({
    ...everything,
    status: "failed",
    agent: id,
    trigger: "api",
    time: "day",
  });
  expect(read("status=broken&agent=me&workflow=%00&trigger=&time=__proto__&from=never")).toEqual(everything);
});

test("a span that ends now wins over fixed times", () => {
  expect(read("time=hour&from=2026-01-01T00:00:00Z")).toMatchObject({ time: "hour", from: null });
  expect(read("from=2026-01-01T00:00:00Z&to=2026-01-02")).toMatchObject({
    from: "2026-01-01T00:00:00.000Z",
    to: "2026-01-02T00:00:00.000Z",
  });
});

test("the endpoint is asked for whole minutes, twice the same within one", () => {
  const now = Date.parse("2026-11-22T12:00:30Z");
  const filter = filterOf({ ...everything, status: "failed", time: "hour" }, now);
  expect(filter).toEqual({ status: "failed", from: "2026-11-22T11:00:00.000Z" });
  expect(filterOf({ ...everything, status: "failed", time: "hour" }, now + 20_000)).toEqual(filter);
  expect(filterOf(everything, now)).toEqual({});
});

test("runs that were given up are asked for by a word of their own", () => {
  expect(read("dead=true")).toEqual({ ...everything, dead: "true" });
  expect(read("dead=1")).toEqual(everything);
  expect(filterOf({ ...everything, dead: "true" }, 0)).toEqual({ dead: "true" });
});

test("nothing chosen is told apart from something", () => {
  expect(isNarrowed(everything)).toBe(false);
  expect(isNarrowed({ ...everything, to: "2026-11-22T11:00:00.000Z" })).toBe(true);
});
