import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../shared/json";
import { makeNode, runOne } from "../run-one.test-support";
import { assignNode } from "./definition";

const writes = async (vars: Record<string, Json>, ...assignments: JsonObject[]) =>
  (await runOne("assign", { config: { assignments }, vars })).result.writes;
const one = (operation: string, value?: Json): JsonObject => ({
  variable: "x",
  operation,
  ...(value === undefined ? {} : { value }),
});

describe("the assign node", () => {
  it("sets, clears, appends and increases", async () => {
    expect(await writes({ x: 1 }, one("set", { a: 1 }))).toEqual({ x: { a: 1 } });
    expect(await writes({ x: 1 }, one("clear"))).toEqual({ x: null });
    expect(await writes({ x: [1] }, one("append", [2]))).toEqual({ x: [1, [2]] });
    expect(await writes({ x: "a" }, one("append", 1))).toEqual({ x: "a1" });
    expect(await writes({ x: null }, one("append", 1))).toEqual({ x: [1] });
    expect(await writes({}, one("append", "text"))).toEqual({ x: "text" });
    expect(await writes({ x: 2 }, one("increment", "3"))).toEqual({ x: 5 });
    expect(await writes({ x: null }, one("increment"))).toEqual({ x: 1 });
  });
  it("does one after the other", async () => {
    expect(
      await writes({ x: 1 }, one("increment", 1), one("increment", 10), { variable: "y", operation: "set", value: 0 }),
    ).toEqual({ x: 12, y: 0 });
  });
  it("never changes a value in place", async () => {
    const list = Object.freeze([1]) as unknown as Json;
    expect(await writes({ x: list }, one("append", 2))).toEqual({ x: [1, 2] });
  });
  it("refuses to add to what is no number", async () => {
    await expect(writes({ x: "many" }, one("increment", 1))).rejects.toMatchObject({
      code: "node_failed",
      details: [{ path: "config.assignments.0" }],
    });
    await expect(writes({ x: 1 }, one("increment", [1]))).rejects.toThrow(/array/);
    await expect(writes({ x: Number.MAX_VALUE }, one("increment", Number.MAX_VALUE))).rejects.toThrow(/larger/);
  });
  it("tells which variables it sets", () => {
    const node = makeNode("assign", {
      assignments: [{ variable: "b" }, { variable: "a" }, { variable: "b" }, { variable: "1x" }, null],
    });
    expect(assignNode.writesOf(node)).toEqual(["b", "a"]);
  });
});
