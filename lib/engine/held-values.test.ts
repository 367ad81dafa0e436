import { expect, it } from "vitest";
import { initialState } from "../run-log/state";
import { execute } from "./execute";
import { defaultRunLimits } from "./ports";
import { planDrawn, runDrawn } from "./testing/run-drawn";
import { VirtualClock } from "./testing/virtual-clock";

const kilobyte = async () => ({ outputs: { text: "x".repeat(1_000) } });

it("a loop may give more than a run may hold, since what was in a turn goes when it is over", async () => {
  const { ended } = await runDrawn("start -> loop -> end\nloop { a -> b }\nloop: maxTurns=200", {
    limits: { maxRunBytes: 6_000 },
    scripts: { a: kilobyte, b: kilobyte },
  });
  expect(ended?.status).toBe("succeeded");
});

it("an iteration may too, but not what its turns give together", async () => {
  const options = (output: string) => ({
    graph: {
      nodes: {
        iteration: {
          config: { output, parallel: 3 },
          inputs: [{ name: "items", type: "array" as const, value: Array(50).fill(0) }],
        },
      },
    },
    limits: { maxRunBytes: 20_000 },
    scripts: { a: kilobyte },
  });
  const small = await runDrawn("start -> iteration -> end\niteration { a }", options("{{ a.text == null }}"));
  expect(small.ended?.status).toBe("succeeded");
  const large = await runDrawn("start -> iteration -> end\niteration { a }", options("{{ a.text }}"));
  expect(large.ended?.error).toMatchObject({ code: "run_outputs_too_large", nodeId: "iteration" });
});

it("a run does not get further ahead of whoever stores what it did than some megabytes", async () => {
  const clock = new VirtualClock();
  let calls = 0;
  const state = initialState();
  const events = execute(
    planDrawn("start -> loop -> end\nloop { a }\nloop: maxTurns=100"),
    state,
    {
      clock,
      random: () => 0,
      runNode: async ({ node }) => {
        if (node.id === "a") calls += 1;
        return { outputs: node.id === "a" ? { text: "x".repeat(1_000_000) } : {} };
      },
      stored: async () => {},
      secretMark: () => undefined,
      signal: new AbortController().signal,
      limits: defaultRunLimits,
    },
    { runId: "run", inputs: {}, sys: {}, vars: {} },
  );
  let most = 0;
  let before = 0;
  for await (const _ of events) {
    // As long as storing takes.
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    most = Math.max(most, calls - before);
    before = calls;
  }
  expect(calls).toBe(100);
  expect(most).toBeLessThanOrEqual(20);
  let kept = 0;
  for (const { inputs, outputs } of state.nodes.values()) kept += JSON.stringify([inputs, outputs]).length;
  expect(kept).toBeLessThan(10_000);
});
