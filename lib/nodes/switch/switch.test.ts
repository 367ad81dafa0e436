import { expect, it } from "vitest";
import type { Json } from "../../shared/json";
import { runOne } from "../run-one.test-support";

const branches = [
  { id: "a", name: "Bills", value: "billing" },
  { id: "b", value: "2" },
  { id: "c", value: "2" },
  { id: "d", value: { x: [1] } },
];
const taken = async (value: Json) => (await runOne("switch", { config: { value, branches } })).result;

it("takes the first branch with the same value, else the default", async () => {
  expect(await taken("billing")).toEqual({
    outputs: { value: "billing", branch: "a" },
    handles: ["a"],
    summary: "Bills",
  });
  expect((await taken(2)).handles).toEqual(["b"]);
  expect((await taken({ x: [1] })).handles).toEqual(["d"]);
  expect((await taken("Billing")).handles).toEqual(["default"]);
  expect((await taken(null)).outputs).toEqual({ value: null, branch: "default" });
});
