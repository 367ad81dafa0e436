import { describe, expect, it } from "vitest";
import type { Field } from "../../graph/schema";
import { runCode } from "../../sandbox/run-code";
import type { Json } from "../../shared/json";
import type { CodeCall } from "../contract";
import { runOne } from "../run-one.test-support";

const outputs: Field[] = [
  { name: "sum", type: "number", required: true },
  { name: "tags", type: "array" },
];
const returning = (value: Json) => ({ runCode: async () => value });

describe("the code node", () => {
  it("gives the declared outputs and leaves out the rest", async () => {
    const { result } = await runOne("code", { outputs }, returning({ sum: 3, tags: ["a"], other: 1 }));
    expect(result.outputs).toEqual({ sum: 3, tags: ["a"] });
    expect((await runOne("code", { outputs }, returning({ sum: 3 }))).result.outputs).toEqual({ sum: 3, tags: null });
    expect((await runOne("code", { outputs: [] }, returning(null))).result.outputs).toEqual({});
  });
  it("fails in words where the code returned something else", async () => {
    const message = (value: Json) =>
      runOne("code", { outputs }, returning(value)).catch((error: Error) => error.message);
    expect(await message(3)).toBe("The code should return an object with sum, tags; it returned number.");
    expect(await message([1])).toMatch(/returned array/);
    expect(await message({ tags: [] })).toBe("The code did not return sum.");
    expect(await message({ sum: "3" })).toBe("sum should be of type number; the code returned string.");
  });
  it("hands inputs, limits and signal to the sandbox and notes what is printed", async () => {
    const calls: CodeCall[] = [];
    const signal = new AbortController().signal;
    const config = { source: "x", timeoutMs: 100, memoryMb: 8 };
    const { said } = await runOne(
      "code",
      { config, inputs: { a: 1 }, outputs: [], signal },
      {
        runCode: async (call) => {
          calls.push(call);
          call.onPrint("line");
          return null;
        },
      },
    );
    expect(calls[0]).toMatchObject({ source: "x", inputs: { a: 1 }, timeoutMs: 100, memoryBytes: 8_388_608, signal });
    expect(said.notes).toEqual(["line"]);
  });
  it("runs as it comes from the palette", async () => {
    const { result } = await runOne("code", { inputs: { text: "hi" } }, { runCode });
    expect(result.outputs).toEqual({ result: "hi" });
  });
});
