import { describe, expect, it } from "vitest";
import type { GraphNode } from "../../graph/schema";
import type { JsonObject } from "../../shared/json";
import type { NodeTypeName } from "../catalogue";
import type { OpenTool } from "../contract";
import { graphOf, startGraph } from "../run-graph.test-support";
import { makeTool, makeWorld, readResults, type Turn, toolIds, type World } from "./testing/scripted-agent";

const person = "01890000-0000-7000-8000-000000000001";
const path = "work:turn[1].call[1]";

const start = (world: World, config: JsonObject, type: NodeTypeName = "agent", more: Partial<GraphNode> = {}) =>
  startGraph(
    graphOf(
      [
        ["start", "start"],
        ["work", type, { prompt: "Hi", ...config }, more],
        ["end", "end"],
      ],
      ["start -> work", "work -> end"],
    ),
    {
      context: world.context,
    },
  );
const script = (first: Turn) => (turn: number) => (turn === 1 ? first : { say: "Done." });
const refund: Turn = { say: "Paying back. ", calls: [["refund", { amount: 80 }]] };
const asking = (more: Partial<OpenTool> = {}) => [
  makeTool("refund", { approval: "always", effect: "write", ...more }),
  makeTool("weather"),
];
const config = { tools: [toolIds.refund], approvers: { users: [person], roles: [] }, approvalHours: 2 };
const decide = (status: string, more: JsonObject = {}) => ({
  kind: "approval",
  status,
  values: {},
  text: null,
  comment: "",
  by: "user",
  decidedBy: { id: person, name: "Ada" },
  decidedAt: "2027-01-31T09:00:00.000Z",
  ...more,
});

describe("a call that has to be approved", () => {
  it("waits with the tool, its arguments and a form in which they can be changed", async () => {
    const world = makeWorld(script(refund), asking());
    const paused = await start(world, config);
    expect(world.called).toEqual([]);
    expect(paused.waits.work).toEqual({ kind: "activities" });
    expect(paused.waits[path]).toMatchObject({
      kind: "approval",
      title: "Refund",
      form: [
        { name: "city", type: "string" },
        { name: "amount", type: "number", default: 80 },
      ],
      assignees: { users: [person], roles: [] },
      toolCall: { toolId: toolIds.refund, name: "refund", arguments: { amount: 80 } },
      until: expect.any(Number),
    });
    const { end } = await paused.answer({ [path]: decide("approved", { values: { amount: 80, city: null } }) });
    expect(world.called).toMatchObject([{ arguments: { amount: 80 } }]);
    expect(end?.response).toBe("Paying back. \n\nDone.");
    expect(world.asked).toHaveLength(2);
  });
  it("is made where a crash would fail the node, and its log tells before that it is in flight", async () => {
    const world = makeWorld(script(refund), asking());
    const paused = await start(world, config, "agent", { policy: { onCrash: "fail" } });
    const { end, events } = await paused.answer({ [path]: decide("approved") });
    expect(end?.status).toBe("succeeded");
    expect(world.called).toHaveLength(1);
    const ofCall = events.filter((event) => "path" in event && event.path === path && event.type !== "node.note");
    expect(ofCall).toMatchObject([
      { type: "node.started", seq: expect.any(Number) },
      { type: "node.ended", status: "succeeded" },
    ]);
  });
  it("that was caught in flight is told as such where a crash fails the node, and is not made again", async () => {
    const world = makeWorld(script(refund), asking());
    const paused = await start(world, config, "agent", { policy: { onCrash: "fail" } });
    const made = await paused.answer({ [path]: decide("approved") });
    const after = await made.dieAfter((event) => event.type === "node.started" && event.path === path);
    expect(after.events.find((event) => event.type === "node.ended" && event.path === path)).toMatchObject({
      status: "failed",
      error: { code: "effect_in_flight" },
    });
    expect(world.called).toHaveLength(1);
    expect(after.end).toBeDefined();
  });
  it("is made with the arguments as they were changed", async () => {
    const world = makeWorld(script(refund), asking());
    const paused = await start(world, config);
    const { end, events } = await paused.answer({
      [path]: decide("approved", { values: { amount: 8, city: "Oslo" } }),
    });
    expect(world.called).toMatchObject([{ arguments: { amount: 8, city: "Oslo" } }]);
    expect(end?.status).toBe("succeeded");
    const call = events.find((event) => event.type === "node.ended" && event.path === path);
    expect(call).toMatchObject({
      outputs: { arguments: { amount: 8, city: "Oslo" } },
      notes: [{ message: "Approved by Ada." }],
    });
  });
  it.each<[string, JsonObject, RegExp]>([
    ["rejected", decide("rejected", { comment: "Too much" }), /rejected by a person.*Too much/],
    ["not decided in time", decide("expired", { decidedBy: null }), /in time/],
    [
      "changed so that it does not fit",
      decide("approved", { values: { amount: "many" } }),
      /\/amount has to be a number/,
    ],
  ])("and is %s is not made, and the model is told why", async (_, answer, words) => {
    const world = makeWorld(script(refund), asking());
    const { end } = await (await start(world, config)).answer({ [path]: answer });
    expect(world.called).toEqual([]);
    expect(readResults(world)).toEqual([{ content: expect.stringMatching(words), isError: true }]);
    expect(end?.status).toBe("succeeded");
  });
  it("lets the others of its turn settle, which are not made again", async () => {
    const two: Turn = {
      calls: [
        ["refund", { amount: 1 }],
        ["weather", { city: "Oslo" }],
        ["refund", { amount: 2 }],
      ],
    };
    const world = makeWorld(script(two), asking());
    const paused = await start(world, config);
    expect(world.called.map((call) => call.path)).toEqual(["work:turn[1].call[2]"]);
    const half = await paused.answer({ [path]: decide("approved") });
    expect(half.end).toBeUndefined();
    const { end } = await half.answer({ "work:turn[1].call[3]": decide("rejected") });
    expect(end?.status).toBe("succeeded");
    expect(world.called).toHaveLength(2);
    expect(readResults(world).map(({ isError }) => isError)).toEqual([false, false, true]);
  });
  it("is told by a rule over its arguments; one that fails asks", async () => {
    const waits = async (approvalRule: string | null) => {
      const world = makeWorld(script(refund), asking({ approval: "rule", approvalRule }));
      return path in (await start(world, config)).waits;
    };
    expect(await waits("amount > 50")).toBe(true);
    expect(await waits("arguments.amount > 500")).toBe(false);
    expect(await waits("amount >")).toBe(true);
    expect(await waits("upper(amount, 1, 2) > 1")).toBe(true);
    expect(await waits(null)).toBe(true);
  });
  it("is told by what the tool may destroy", async () => {
    for (const isDestructive of [true, false]) {
      const world = makeWorld(script(refund), asking({ approval: "destructive", isDestructive }));
      expect(path in (await start(world, config)).waits).toBe(isDestructive);
    }
  });
});

describe("a workflow as a tool", () => {
  const workflow = makeTool("weather", { source: "workflow", effect: "write" });
  const usage = { promptTokens: 1, completionTokens: 1, cost: 0.5, currency: "USD" };
  const ended = {
    kind: "run",
    runId: "r1",
    status: "succeeded",
    outputs: { degrees: 7 },
    response: "",
    error: null,
    usage,
  };
  it("is waited for, and its end is the result", async () => {
    const first: Turn = { calls: [["weather", { city: "Oslo" }]] };
    const world = makeWorld(script(first), [workflow], () => ({ runId: "r1", status: "open" }));
    const paused = await start(world, { workflows: [toolIds.weather] });
    expect(paused.waits[path]).toEqual({ kind: "run", runId: "r1" });
    const { end } = await paused.answer({ [path]: ended });
    expect(world.called).toHaveLength(1);
    expect(readResults(world)).toEqual([{ content: '{"degrees":7}', isError: false }]);
    expect(end?.totals.cost).toBeCloseTo(0.5 + 2 * 0.01);
  });
  it("is called once it was approved, and then waited for", async () => {
    const first: Turn = { calls: [["weather", { city: "Oslo" }]] };
    const world = makeWorld(script(first), [{ ...workflow, approval: "always" }], () => ({
      runId: "r1",
      status: "open",
    }));
    const paused = await start(world, { workflows: [toolIds.weather] });
    const waiting = await paused.answer({ [path]: decide("approved") });
    expect(waiting.waits[path]).toEqual({ kind: "run", runId: "r1" });
    const failed = { ...ended, status: "failed", error: { code: "node_failed", message: "No such city." } };
    const { end } = await waiting.answer({ [path]: failed });
    expect(readResults(world)).toEqual([{ content: "The workflow failed: No such city.", isError: true }]);
    expect(end?.status).toBe("succeeded");
  });
});

describe("the tool node", () => {
  const inputs = [{ name: "amount", type: "any" as const, value: "80" }];
  it("waits for its call, and gives what that gave", async () => {
    const world = makeWorld(() => ({}), asking());
    const paused = await start(world, { toolId: toolIds.refund }, "tool", { inputs });
    expect(paused.waits["work:call"]).toMatchObject({ kind: "approval", toolCall: { arguments: { amount: 80 } } });
    const { end, events } = await paused.answer({ "work:call": decide("approved", { values: { amount: 7 } }) });
    expect(world.called).toMatchObject([{ arguments: { amount: 7 }, path: "work:call" }]);
    expect(events.find((event) => event.type === "node.ended" && event.path === "work")).toMatchObject({
      outputs: { value: { got: { amount: 7 } }, ok: true },
    });
    expect(end?.status).toBe("succeeded");
  });
  it("fails where the tool fails or its call is rejected, unless it is to tell", async () => {
    const reject = async (more: JsonObject) => {
      const paused = await start(
        makeWorld(() => ({}), asking()),
        { toolId: toolIds.refund, ...more },
        "tool",
        { inputs },
      );
      return (await paused.answer({ "work:call": decide("rejected") })).end?.status;
    };
    expect(await reject({})).toBe("failed");
    expect(await reject({ onFailure: "tell" })).toBe("succeeded");
  });
  it("refuses inputs that the tool does not take, and a tool that can't be used", async () => {
    const world = makeWorld(() => ({}));
    const wrong = [{ name: "amount", type: "any" as const, value: "many" }];
    const { end } = await start(world, { toolId: toolIds.refund }, "tool", { inputs: wrong });
    expect(end?.error).toMatchObject({ code: "inputs_invalid", field: "inputs.amount" });
    world.context.openTools = async () => ({
      tools: [],
      problems: [{ id: toolIds.refund, message: "Refund is switched off." }],
    });
    const off = await start(world, { toolId: toolIds.refund }, "tool", { inputs });
    expect(off.end?.error).toMatchObject({ message: expect.stringContaining("switched off"), field: "config.toolId" });
    expect(world.called).toEqual([]);
  });
});
