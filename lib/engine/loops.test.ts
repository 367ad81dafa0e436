import { describe, expect, it } from "vitest";
import { rowsOf } from "../run-log/testing/stored-events";
import { logText } from "./testing/log-text";
import { planDrawn, runDrawn } from "./testing/run-drawn";
import { runOn } from "./testing/run-on";

const outputsOf = (run: Awaited<ReturnType<typeof runDrawn>>, path: string) => run.state.nodes.get(path)?.outputs;

describe("a loop", () => {
  it("runs turn after turn until its maximum, each under a path of its own", async () => {
    const run = await runDrawn("start -> loop -> end\nloop { a -> b }\nloop: maxTurns=2");
    expect(logText(run.events)).toEqual([
      "0 run starts",
      "0 start starts",
      "0 start succeeded",
      "0 loop starts, stored",
      "0 loop[0]/a starts",
      "0 loop[0]/a succeeded",
      "0 loop[0]/b starts",
      "0 loop[0]/b succeeded",
      "0 loop[1]/a starts",
      "0 loop[1]/a succeeded",
      "0 loop[1]/b starts",
      "0 loop[1]/b succeeded",
      "0 loop succeeded",
      "0 end starts",
      "0 end succeeded",
      "0 run succeeded",
    ]);
    expect(outputsOf(run, "loop")).toEqual({ turns: 2, reason: "maximum" });
    expect(run.ended?.totals.nodeExecutions).toBe(7);
  });

  it("goes on while its condition holds, and sees what its last turn gave", async () => {
    const graph = {
      nodes: {
        loop: {
          config: {
            condition: "loop.n < 3 && (a.n ?? 0) < 3",
            next: [{ name: "n", value: "{{ loop.n + a.step }}" }],
          },
          inputs: [{ name: "n", type: "number" as const, value: 0 }],
        },
        a: { config: { gives: { step: 2 } } },
      },
    };
    const run = await runDrawn("start -> loop -> end\nloop { a }", { graph });
    expect(outputsOf(run, "loop")).toEqual({ turns: 2, reason: "condition", n: 4 });
  });

  it("runs no turn where its condition does not hold before the first", async () => {
    const run = await runDrawn('start -> loop -> end\nloop { a }\nloop: condition="loop.index > 0"');
    expect(outputsOf(run, "loop")).toEqual({ turns: 0, reason: "condition" });
    expect(run.ended?.status).toBe("succeeded");
  });

  it("lets its nodes read their turn, what is around, and nothing of other turns", async () => {
    const run = await runDrawn(
      'start -> before -> loop -> after\nloop { a -> b }\nloop: maxTurns=2 in_x=7\na: sees="{{ loop.index }} {{ loop.x }} {{ before.text }} {{ b.text ?? \\"none\\" }}"\nb: sees="{{ a.text }}"\nafter: sees="{{ loop.turns }} {{ a.text ?? \\"none\\" }}"',
    );
    const seen = run.calls.flatMap(({ path, config }) => (config.sees ? [`${path}: ${config.sees}`] : []));
    expect(seen).toEqual([
      "loop[0]/a: 0 7 before none",
      "loop[0]/b: a",
      "loop[1]/a: 1 7 before none",
      "loop[1]/b: a",
      "after: 2 none",
    ]);
  });

  it("ends by a break, whatever else its turn is doing", async () => {
    const run = await runDrawn(
      "start -> loop -> end\nloop { a -> break\nc -> d }\na: takes=5\nc: takes=10\nloop: maxTurns=9",
    );
    expect(outputsOf(run, "loop")).toEqual({ turns: 1, reason: "break" });
    expect(logText(run.events).slice(4)).toEqual([
      "0 loop[0]/a starts",
      "0 loop[0]/c starts",
      "5 loop[0]/a succeeded",
      "5 loop[0]/break starts",
      "5 loop[0]/break succeeded",
      "5 loop[0]/c failed: turn_over",
      "5 loop succeeded",
      "5 end starts",
      "5 end succeeded",
      "5 run succeeded",
    ]);
    expect(run.clock.sleeping).toBe(0);
  });

  it("goes on with its next turn by continue", async () => {
    const run = await runDrawn(
      "start -> loop -> end\nloop { condition ->[case_1] continue\ncondition ->[else] b }\ncondition: take=case_1\nloop: maxTurns=2",
    );
    expect(outputsOf(run, "loop")).toEqual({ turns: 2, reason: "maximum" });
    expect(run.calls.map(({ path }) => path)).not.toContain("loop[0]/b");
  });

  it("fails with the failure of a node in it, by its own policy", async () => {
    const drawing = "start -> loop -> end\nloop ->[error] rescue\nloop { a, b }\na: fails=always takes=5\nb: takes=9";
    const failed = await runDrawn(drawing);
    expect(failed.ended).toMatchObject({
      status: "failed",
      error: { code: "node_failed", nodeId: "a", path: "loop[0]/a" },
    });
    const rescued = await runDrawn(`${drawing}\nloop: onError=branch`);
    expect(rescued.ended?.status).toBe("succeeded");
    expect(outputsOf(rescued, "loop")).toMatchObject({ error: { code: "node_failed" } });
    expect(rescued.state.nodes.get("loop[0]/b")?.error?.code).toBe("turn_over");
  });

  it("fails where its condition or its next values have no value", async () => {
    const condition = await runDrawn('start -> loop\nloop { a }\nloop: condition="1 / 0 > nothing.x"');
    expect(condition.ended?.error).toMatchObject({ nodeId: "loop", field: "config.condition" });
    const next = await runDrawn("start -> loop\nloop { a }", {
      graph: { nodes: { loop: { config: { next: [{ name: "n", value: "{{ nothing.x }}" }] } } } },
    });
    expect(next.ended?.error).toMatchObject({ nodeId: "loop", field: "config.next" });
  });

  it("keeps its own time limit", async () => {
    const run = await runDrawn("start -> loop -> end\nloop { a }\nloop: maxTurns=100 timeout=25\na: takes=10");
    expect(run.ended).toMatchObject({ status: "failed", error: { code: "node_timeout", path: "loop" } });
    expect(run.clock.sleeping).toBe(0);
  });

  it("has run out of time in every process that takes over when it had", async () => {
    const plan = planDrawn("start -> loop ->[error] end\nloop { a\nb }\nloop: timeout=25 onError=branch\na, b -> c", {
      nodes: { a: { config: { takes: 10 } }, b: { config: { takes: 100 } }, c: { parentId: "loop" } },
    });
    const whole = await runOn(plan, []);
    const rows = rowsOf(whole.events);
    const stopped = rows.findIndex((row) => row.type === "node.ended" && row.error?.code === "turn_over");
    expect(stopped).toBeGreaterThan(0);
    for (let kept = stopped + 1; kept <= rows.length; kept++) {
      const { state, clock } = await runOn(plan, rows.slice(0, kept));
      expect(state.nodes.get("loop")?.outputs).toEqual(whole.state.nodes.get("loop")?.outputs);
      expect(clock.now()).toBe(0);
    }
  });

  it("is bounded by what a run may start", async () => {
    const run = await runDrawn("start -> loop -> end\nloop { a }\nloop: maxTurns=1000", {
      limits: { maxNodeExecutions: 50 },
    });
    expect(run.ended?.error).toMatchObject({ code: "run_limit_reached", params: { maxNodeExecutions: 50 } });
  });

  it("may have ten thousand turns in which nothing happens, one in the other", async () => {
    const run = await runDrawn(
      "start -> outer -> end\nouter: type=loop maxTurns=20\ninner: type=loop parent=outer maxTurns=10000",
    );
    expect(outputsOf(run, "outer")).toEqual({ turns: 20, reason: "maximum" });
  });

  it("holds no place of those that run at once", async () => {
    const run = await runDrawn(
      "start -> outer -> end\nouter { loop { a } }\nouter: type=loop maxTurns=2\nloop: maxTurns=2",
      {
        limits: { maxConcurrency: 1 },
      },
    );
    expect(run.ended?.status).toBe("succeeded");
    expect(run.calls.filter(({ node }) => node.id === "a").map(({ path }) => path)).toEqual([
      "outer[0]/loop[0]/a",
      "outer[0]/loop[1]/a",
      "outer[1]/loop[0]/a",
      "outer[1]/loop[1]/a",
    ]);
  });
});
