import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../shared/json";
import { makeNode, runOne } from "../run-one.test-support";
import { listOperationsNode } from "./definition";

const people = [
  { name: "Bo", team: "a", age: 40 },
  { name: "Al", team: "b", age: 9 },
  { name: "Cy", team: "a", age: null },
];
const operate = async (items: Json, ...operations: JsonObject[]) =>
  (await runOne("list-operations", { config: { items, operations } })).result.outputs;

describe("operations on a list", () => {
  it.each<[string, JsonObject[], Json]>([
    ["keeps what fits", [{ operation: "filter", by: "item.age != null && item.age > 10" }], [people[0] ?? null]],
    ["turns each into", [{ operation: "map", by: "index + ':' + item.name" }], ["0:Bo", "1:Al", "2:Cy"]],
    [
      "sorts, nothing last",
      [
        { operation: "sort", by: "item.age" },
        { operation: "map", by: "item.name" },
      ],
      ["Al", "Bo", "Cy"],
    ],
    [
      "sorts down, nothing still last",
      [
        { operation: "sort", by: "item.age", descending: true },
        { operation: "map", by: "item.name" },
      ],
      ["Bo", "Al", "Cy"],
    ],
    [
      "keeps the first of each",
      [
        { operation: "unique", by: "item.team" },
        { operation: "map", by: "item.name" },
      ],
      ["Bo", "Al"],
    ],
    ["takes a part", [{ operation: "slice", start: 1, length: 1 }], [people[1] ?? null]],
    ["takes the last", [{ operation: "slice", start: -1 }], [people[2] ?? null]],
    [
      "groups",
      [
        { operation: "group", by: "item.team" },
        { operation: "map", by: "item.key + item.count" },
      ],
      ["a2", "b1"],
    ],
    ["sums, what is nothing left out", [{ operation: "sum", by: "item.age" }], 49],
    ["averages", [{ operation: "average", by: "item.age" }], 24.5],
    ["finds the smallest", [{ operation: "min", by: "item.age" }], 9],
    ["finds the largest", [{ operation: "max", by: "item.age" }], 40],
    ["counts", [{ operation: "filter", by: "item.team == 'a'" }, { operation: "count" }], 2],
    ["joins", [{ operation: "join", by: "item.name", separator: " & " }], "Bo & Al & Cy"],
    ["reverses", [{ operation: "map", by: "item.name" }, { operation: "reverse" }], ["Cy", "Al", "Bo"]],
  ])("%s", async (_, operations, result) => {
    expect((await operate(people, ...operations)).result).toEqual(result);
  });
  it("takes lists inside of a list apart, and sorts texts as people do", async () => {
    expect((await operate([[1, 2], 3], { operation: "flatten" })).result).toEqual([1, 2, 3]);
    expect(await operate(["b10", "b9", "a"], { operation: "sort" })).toEqual({
      result: ["a", "b9", "b10"],
      first: "a",
      last: "b10",
      count: 3,
    });
  });
  it("takes nothing for an empty list", async () => {
    expect(await operate(null, { operation: "average" })).toMatchObject({ result: null });
    expect((await operate([], { operation: "sum" })).result).toBe(0);
  });
  it("names what is wrong: the value, the row, the item", async () => {
    await expect(operate("text", { operation: "sort" })).rejects.toMatchObject({ details: [{ path: "config.items" }] });
    const sum = operate(people, { operation: "reverse" }, { operation: "sum", by: "item.name" });
    await expect(sum).rejects.toMatchObject({
      message: "Item 1 gives no number.",
      details: [{ path: "config.operations.1.by" }],
    });
    await expect(operate(people, { operation: "count" }, { operation: "sort" })).rejects.toMatchObject({
      details: [{ path: "config.operations.1.operation" }],
    });
  });
  it("ends an expression that is too much work", async () => {
    const items = Array.from({ length: 5_000 }, (_, n) => n);
    await expect(operate(items, { operation: "map", by: "sum(items) + length(json(items))" })).rejects.toMatchObject({
      code: "node_failed",
    });
  });
  it("tells rows that can't work while they are typed", () => {
    const operations = [{ operation: "count" }, { operation: "filter", by: "item." }];
    const node = makeNode("list-operations", { items: "x", operations });
    expect(listOperationsNode.checkConfig(node).map(({ field }) => field)).toEqual([
      "config.operations.1.operation",
      "config.operations.1.by",
    ]);
  });
});
