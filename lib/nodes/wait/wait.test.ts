import { describe, expect, it } from "vitest";
import { systemClock } from "../../shared/clock";
import type { Json, JsonObject } from "../../shared/json";
import { makeNode, runOne } from "../run-one.test-support";
import { waitNode } from "./definition";
import { parseMoment } from "./parse-moment";

const now = Date.UTC(2027, 0, 31, 9);
const clock = { ...systemClock, now: () => now };
const run = async (config: JsonObject, answer?: JsonObject) =>
  (await runOne("wait", { config, ...(answer ? { answer } : {}) }, { clock })).result;
const faults = (config: JsonObject) =>
  waitNode.checkConfig(makeNode("wait", config)).map(({ field, code }) => `${field} ${code}`);

describe("a moment", () => {
  const at = (value: Json) => {
    const moment = parseMoment(value);
    return moment === null ? null : new Date(moment).toISOString();
  };
  it("is read from ISO 8601, in UTC where nothing else is said", () => {
    expect(at("2027-01-31")).toBe("2027-01-31T00:00:00.000Z");
    expect(at(" 2027-01-31 09:30 ")).toBe("2027-01-31T09:30:00.000Z");
    expect(at("2027-01-31T09:30:15.25z")).toBe("2027-01-31T09:30:15.250Z");
    expect(at("2027-01-31T09:30:00+0200")).toBe("2027-01-31T07:30:00.000Z");
    expect(at("2027-01-31T09:30:00.123456789 -05:30")).toBe("2027-01-31T15:00:00.123Z");
  });
  it("is read from milliseconds, as a number or its text", () => {
    expect(parseMoment(now)).toBe(now);
    expect(parseMoment(String(now))).toBe(now);
  });
  it("is nothing else: no seconds, no day that does not exist, no words", () => {
    for (const value of [now / 1_000, 0, -1, "2027-02-30", "2027-13-01", "2027-01-31T25:00", "tomorrow", "", "1 Jan"]) {
      expect(parseMoment(value), String(value)).toBeNull();
    }
    for (const value of [null, true, [now], { at: now }]) expect(parseMoment(value)).toBeNull();
  });
});

describe("a wait", () => {
  it("lasts a span of time", async () => {
    expect((await run({ amount: 1.5, unit: "hours" })).wait).toEqual({ kind: "time", until: now + 5_400_000 });
    expect((await run({})).wait).toEqual({ kind: "time", until: now + 300_000 });
  });
  it("lasts until a time, and does not begin where that has passed", async () => {
    expect((await run({ mode: "until", until: "2027-01-31T10:00Z" })).wait).toEqual({
      kind: "time",
      until: now + 3_600_000,
    });
    expect(await run({ mode: "until", until: "2027-01-31T09:00Z" })).toEqual({ outputs: { waited_ms: 0 } });
    expect(await run({ amount: 0 })).toEqual({ outputs: { waited_ms: 0 } });
  });
  it("goes on when it is over, and not when a breakpoint before it is", async () => {
    expect(await run({}, { kind: "time" })).toEqual({ outputs: { waited_ms: 0 } });
    expect((await run({}, { kind: "breakpoint" })).wait).toBeDefined();
  });
  it("fails with its field on what is no time, or a time too far away", async () => {
    const details = [{ path: "config.until" }];
    await expect(run({ mode: "until", until: "soon" })).rejects.toMatchObject({ code: "node_failed", details });
    await expect(run({ mode: "until", until: "2028-03-01" })).rejects.toMatchObject({ code: "node_failed", details });
    await expect(run({ mode: "event", key: " " })).rejects.toMatchObject({ details: [{ path: "config.key" }] });
    await expect(run({ mode: "event", key: "x".repeat(501) })).rejects.toThrow(/at most 500/);
  });
  it("waits for a message that names a key, and leaves by what came first", async () => {
    const event = { mode: "event", key: " order-7 " };
    expect((await run(event)).wait).toEqual({ kind: "event", key: "order-7", until: null });
    const limited = { ...event, timeLimitHours: 2 };
    expect((await run(limited)).wait).toMatchObject({ until: now + 7_200_000 });
    expect(await run(limited, { kind: "event", status: "received", data: [1] })).toEqual({
      outputs: { data: [1], waited_ms: 0 },
      handles: ["received"],
    });
    expect(await run(limited, { kind: "event", status: "timeout" })).toEqual({
      outputs: { data: null, waited_ms: 0 },
      handles: ["timeout"],
    });
  });
  it("has the ways of what it waits for", () => {
    const sources = (config: JsonObject) => waitNode.handlesOf(makeNode("wait", config)).sources.map(({ id }) => id);
    expect(sources({})).toEqual(["out"]);
    expect(sources({ mode: "event" })).toEqual(["received"]);
    expect(sources({ mode: "event", timeLimitHours: 1 })).toEqual(["received", "timeout"]);
  });
  it("tells what is too long, can't be read or is missing, of the mode it has", () => {
    expect(faults({ amount: 367, unit: "days" })).toEqual(["config.amount field_invalid"]);
    expect(faults({ amount: 366, unit: "days" })).toEqual([]);
    expect(faults({ mode: "until", until: "soon", amount: 367, unit: "days" })).toEqual(["config.until field_invalid"]);
    expect(faults({ mode: "until", until: "{{ start.when }}" })).toEqual([]);
    expect(faults({ mode: "until" })).toEqual(["config.until field_missing"]);
    expect(faults({ mode: "event" })).toEqual(["config.key field_missing"]);
  });
});
