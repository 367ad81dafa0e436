import { describe, expect, it } from "vitest";
import type { ActivityEnd } from "../../engine/ports";
import type { Json, JsonObject } from "../../shared/json";
import { makeTool, makeWorld, type Turn, toolIds } from "../agent-loop/testing/scripted-agent";
import type { ModelCall, TaskEntry } from "../contract";
import { graphOf, startGraph } from "../run-graph.test-support";
import { runOne } from "../run-one.test-support";

const plan = (...names: string[]): Json => ({ tasks: names.map((name) => ({ name, description: `${name}!` })) });
const questionOf = ({ messages }: ModelCall) => messages[0]?.content ?? "";

/** A world that plans like this, one plan after the other, and answers each task by its name. */
function makePlannerWorld(plans: Json[], work: (task: string, turn: number, call: ModelCall) => Turn) {
  let planned = 0;
  const kept: string[] = [];
  const world = makeWorld((turn, call) => {
    if (call.answerSchema) return { object: plans[planned++] ?? null };
    const question = questionOf(call);
    const task = /give its result:\n(.+)\n/.exec(question)?.[1];
    return task === undefined ? { say: "All is well." } : work(task, turn, call);
  });
  world.context.keepTasks = async (_path: string, entries: readonly TaskEntry[]) => {
    kept.push(entries.map(({ name, status, retryCount }) => `${name} ${status} ${retryCount}`).join(", "));
  };
  return { world, kept };
}

const config = { goal: "Trip to Oslo", tools: [toolIds.weather] };
const start = (
  world: ReturnType<typeof makePlannerWorld>["world"],
  more: JsonObject = {},
  done = new Map<string, ActivityEnd>(),
) => runOne("planner", { config: { ...config, ...more }, done }, world.context);

describe("a planner", () => {
  it("plans, works the tasks off in their order with tools, and answers from what came of them", async () => {
    const { world, kept } = makePlannerWorld([plan("Weather", "Pack")], (task, turn) =>
      task === "Weather" && turn === 1 ? { calls: [["weather", { city: "Oslo" }]] } : { say: `${task} is done` },
    );
    const done = new Map<string, ActivityEnd>();
    const { result, said } = await start(world, {}, done);
    expect(said.text).toBe("All is well.");
    expect(result.outputs).toEqual({
      text: "All is well.",
      plans: 1,
      tasks: [
        {
          name: "Weather",
          description: "Weather!",
          status: "succeeded",
          retries: 0,
          result: "Weather is done",
          error: null,
        },
        { name: "Pack", description: "Pack!", status: "succeeded", retries: 0, result: "Pack is done", error: null },
      ],
    });
    expect(kept[0]).toBe("Weather pending 0, Pack pending 0");
    expect(kept[1]).toBe("Weather running 0, Pack pending 0");
    expect(kept.at(-1)).toBe("Weather succeeded 0, Pack succeeded 0");
    expect([...done.keys()]).toContain("plan[1].task[1].try[1].turn[1].call[1]");
    const second = world.asked.find((call) => questionOf(call).includes("give its result:\nPack"));
    expect(second && questionOf(second)).toContain("1. Weather – done: Weather is done");
  });
  it("tries a task again, knowing why it failed, and plans anew where it still fails", async () => {
    const endless = (_: string, turn: number): Turn => ({ calls: [["weather", { city: `City ${turn}` }]] });
    const { world, kept } = makePlannerWorld([plan("Fly", "Sleep"), plan("Walk")], (task, turn) =>
      task === "Walk" ? { say: "Walked" } : endless(task, turn),
    );
    const { result } = await start(world, { maxTurns: 2, taskRetries: 1 });
    expect(result.outputs).toMatchObject({ plans: 2 });
    expect(kept.at(-1)).toBe("Fly failed 1, Sleep cancelled 0, Walk succeeded 0");
    const asked = world.asked.map(questionOf);
    expect(asked.some((question) => question.includes("The try before failed: The task was not done"))).toBe(true);
    expect(asked.some((question) => question.includes("An earlier plan came to this:\n1. Fly – failed"))).toBe(true);
  });
  it("fails where no further plan is allowed, naming the task", async () => {
    const { world } = makePlannerWorld([plan("Fly")], () => ({ calls: [["weather", {}]] }));
    const failing = start(world, { maxTurns: 1, maxPlans: 1, taskRetries: 0 });
    await expect(failing).rejects.toMatchObject({ error: { params: { task: "Fly" } } });
  });
  it("keeps to its most tasks", async () => {
    const { world } = makePlannerWorld([plan("A", "B", "C")], (task) => ({ say: task }));
    await expect(start(world, { maxTasks: 2 })).rejects.toMatchObject({ error: { code: "provider_bad_answer" } });
  });
  it("goes on from every prefix of what was stored, working nothing twice", async () => {
    const make = () =>
      makePlannerWorld([plan("Weather", "Pack")], (task, turn) =>
        task === "Weather" && turn === 1 ? { calls: [["weather", { city: "Oslo" }]] } : { say: `${task} is done` },
      );
    const all = new Map<string, ActivityEnd>();
    const whole = await start(make().world, {}, all);
    for (let stored = 0; stored <= all.size; stored++) {
      const { world, kept } = make();
      const resumed = await start(world, {}, new Map([...all].slice(0, stored)));
      expect(resumed.result.outputs).toEqual(whole.result.outputs);
      expect(resumed.said.text).toBe("All is well.");
      expect(kept.at(-1)).toBe("Weather succeeded 0, Pack succeeded 0");
    }
  });
});

it("waits inside of a task for a call that has to be approved", async () => {
  const { world } = makePlannerWorld([plan("Pay")], (_, turn) =>
    turn === 1 ? { calls: [["refund", { amount: 7 }]] } : { say: "Paid" },
  );
  world.context.openTools = async () => ({
    tools: [makeTool("refund", { approval: "always", effect: "write" })],
    problems: [],
  });
  const graph = graphOf(
    [
      ["start", "start"],
      ["work", "planner", config],
      ["end", "end"],
    ],
    ["start -> work", "work -> end"],
  );
  const paused = await startGraph(graph, { context: world.context });
  const path = "work:plan[1].task[1].try[1].turn[1].call[1]";
  expect(paused.waits).toMatchObject({
    work: { kind: "activities" },
    "work:plan[1].task[1].try[1]": { kind: "activities" },
    [path]: { kind: "approval", toolCall: { name: "refund" } },
  });
  const answer = {
    kind: "approval",
    status: "approved",
    values: { amount: 7 },
    text: null,
    comment: "",
    decidedBy: null,
  };
  const { end } = await paused.answer({ [path]: answer });
  expect(end).toMatchObject({ status: "succeeded", response: "All is well." });
  expect(world.called).toMatchObject([{ arguments: { amount: 7 } }]);
});
