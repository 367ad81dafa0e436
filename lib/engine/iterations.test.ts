import { describe, expect, it } from "vitest";
import { logText } from "./testing/log-text";
import { type Options, runDrawn } from "./testing/run-drawn";

const outputsOf = (run: Awaited<ReturnType<typeof runDrawn>>, path: string) => run.state.nodes.get(path)?.outputs;

/** Fails for the items named, after its time. */
function failingFor(...items: string[]): Options {
  return {
    scripts: {
      a: async (call, clock) => {
        await clock.sleep(10);
        if (items.includes(String(call.config.item))) throw new Error("no");
        return { outputs: { text: `<${call.config.item}>` } };
      },
    },
  };
}

const drawing = `
  start -> iteration -> end
  iteration { a }
  a: item="{{ iteration.item }}"
  iteration: in_items=["x","y","z"] output="{{ a.text }}"
`;

describe("an iteration", () => {
  it("runs one turn for each item and keeps their order, whoever is faster", async () => {
    const run = await runDrawn(
      `start -> iteration -> end\niteration { a }\niteration: in_items=[30,10,20] parallel=3 output="{{ a.text }}"`,
      {
        scripts: {
          a: async (call, clock) => {
            await clock.sleep(30 - 10 * Number(call.path[10]));
            return { outputs: { text: call.path } };
          },
        },
      },
    );
    expect(outputsOf(run, "iteration")).toEqual({
      results: ["iteration[0]/a", "iteration[1]/a", "iteration[2]/a"],
      errors: [],
      count: 3,
    });
    expect(run.peak).toBe(3);
    expect(run.clock.now()).toBe(30);
  });

  it("opens no more turns at once than it may", async () => {
    const run = await runDrawn(
      "start -> iteration -> end\niteration { a }\na: takes=10\niteration: in_items=[1,2,3,4,5] parallel=2",
    );
    expect(run.peak).toBe(2);
    expect(run.clock.now()).toBe(30);
  });

  it("gives an empty list for an empty list", async () => {
    const run = await runDrawn("start -> iteration -> end\niteration { a }\niteration: in_items=[]");
    expect(outputsOf(run, "iteration")).toEqual({ results: [], errors: [], count: 0 });
  });

  it("fails with its first failed turn, and stops the others", async () => {
    const run = await runDrawn(`${drawing}\niteration: parallel=3`, failingFor("y"));
    expect(run.ended).toMatchObject({ status: "failed", error: { nodeId: "a", path: "iteration[1]/a" } });
    expect(run.state.nodes.get("iteration[2]/a")?.error?.code).toBe("turn_over");
  });

  it("leaves failed turns out, and lists them", async () => {
    const run = await runDrawn(`${drawing}\niteration: turnErrors=skip`, failingFor("y"));
    expect(outputsOf(run, "iteration")).toMatchObject({
      results: ["<x>", "<z>"],
      errors: [{ index: 1, code: "internal" }],
    });
  });

  it("keeps the place of failed turns, and lists them", async () => {
    const run = await runDrawn(`${drawing}\niteration: turnErrors=collect parallel=2`, failingFor("x", "z"));
    expect(outputsOf(run, "iteration")).toMatchObject({
      results: [null, "<y>", null],
      errors: [{ index: 0 }, { index: 2 }],
      count: 3,
    });
    expect(run.ended?.status).toBe("succeeded");
  });

  it("refuses what is no list, and lists that are too long", async () => {
    const text = await runDrawn('start -> iteration\niteration { a }\niteration: in_items="abc"');
    expect(text.ended?.error).toMatchObject({ code: "inputs_invalid", nodeId: "iteration", field: "inputs.items" });
    const long = await runDrawn("start -> iteration\niteration { a }", {
      graph: {
        nodes: {
          iteration: { inputs: [{ name: "items", type: "array", value: Array.from({ length: 100_001 }, () => 0) }] },
        },
      },
    });
    expect(long.ended?.error).toMatchObject({
      code: "too_many_items",
      params: { items: 100_001, maxItems: 100_000 },
    });
  });

  it("gives no more than may be stored", async () => {
    const run = await runDrawn(`${drawing}\niteration: turnErrors=skip`, {
      limits: { maxOutputBytes: 40 },
      scripts: { a: async () => ({ outputs: { text: "123456789012345" } }) },
    });
    expect(run.ended?.error).toMatchObject({ code: "output_too_large", nodeId: "iteration" });
  });

  it("ends its turns by continue", async () => {
    const run = await runDrawn(
      "start -> iteration -> end\niteration { a -> continue\nb }\nb: takes=50\niteration: in_items=[1,2]",
    );
    expect(outputsOf(run, "iteration")).toEqual({ results: [null, null], errors: [], count: 2 });
    expect(run.clock.now()).toBe(0);
  });

  it("speaks in the order of its items, after what stands before it and before what stands behind", async () => {
    const run = await runDrawn(`
      start -> answer_1, iteration -> answer_3
      iteration { answer_2 }
      answer_1: says=first. takes=100
      answer_2: says="a|b"
      answer_3: says=last.
      iteration: in_items=[1,2] parallel=2
    `);
    expect(logText(run.events).filter((line) => line.startsWith("-"))).toEqual([
      "- answer_1 says first.",
      "- iteration[0]/answer_2 says ab",
      "- iteration[1]/answer_2 says ab",
      "- answer_3 says last.",
    ]);
    expect(run.ended?.response).toBe("first.abablast.");
  });

  it("streams the turn whose turn it is", async () => {
    const seen: [number, string][] = [];
    await runDrawn(
      "start -> iteration -> end\niteration { answer }\nanswer: says=a|b takes=20\niteration: in_items=[1,2] parallel=2",
      {
        onEvent: (event, clock) => {
          if (event.type === "node.text") seen.push([clock.now(), `${event.path}: ${event.text}`]);
        },
      },
    );
    expect(seen).toEqual([
      [0, "iteration[0]/answer: a"],
      [10, "iteration[0]/answer: b"],
      [20, "iteration[1]/answer: ab"],
    ]);
  });

  it("stops with the run, wherever it is", async () => {
    const controller = new AbortController();
    const run = await runDrawn(
      "start -> outer -> end\nouter { loop { a } }\nouter: type=iteration in_items=[1,2] parallel=2\na: takes=20",
      {
        ports: { signal: controller.signal },
        onEvent: (event, clock) => {
          if (event.type === "run.started") void clock.sleep(30).then(() => controller.abort("user"));
        },
      },
    );
    expect(run.ended?.status).toBe("cancelled");
    const open = [...run.state.nodes.values()].filter(({ endedAt }) => endedAt === null);
    expect(open).toEqual([]);
    expect(logText(run.events).slice(-6)).toEqual([
      "30 outer[0]/loop[1]/a failed: run_cancelled",
      "30 outer[1]/loop[1]/a failed: run_cancelled",
      "30 outer[1]/loop failed: run_cancelled",
      "30 outer[0]/loop failed: run_cancelled",
      "30 outer failed: run_cancelled",
      "30 run cancelled: run_cancelled",
    ]);
    expect(run.clock.sleeping).toBe(0);
  });
});
