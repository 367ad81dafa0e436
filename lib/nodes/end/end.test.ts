import { expect, it } from "vitest";
import { makeNode, runOne } from "../run-one.test-support";
import { endNode } from "./definition";

it("gives its inputs as the outputs of the run", async () => {
  expect((await runOne("end", { inputs: { total: 3 } })).result.outputs).toEqual({ total: 3 });
  const node = { ...makeNode("end"), inputs: [{ name: "total", type: "number" as const, value: "{{ sum.total }}" }] };
  expect(endNode.outputsOf(node)).toEqual([{ name: "total", type: "number" }]);
});
