import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActivityEnd } from "../../engine/ports";
import { systemClock } from "../../shared/clock";
import type { JsonObject } from "../../shared/json";
import {
  makeTool,
  makeWorld,
  readResults,
  runAgentIn,
  type Turn,
  toolIds,
  usage,
} from "../agent-loop/testing/scripted-agent";
import { tryAgain } from "../agent-loop/try-again";
import type { OpenTool, ToolAnswer } from "../contract";
import { type Given, makeNode } from "../run-one.test-support";
import { agentNode } from "./definition";

const once =
  (first: Turn, last: Turn = { say: "Done." }) =>
  (turn: number) =>
    turn === 1 ? first : last;
const weather: Turn = { say: "Looking. ", calls: [["weather", { city: "Oslo" }]] };
const again = (): Turn => ({ calls: [["weather", { city: "Oslo" }]] });

describe("an agent", () => {
  it("answers at once where it needs no tool", async () => {
    const world = makeWorld(() => ({ say: "Good day" }));
    const { result, said } = await runAgentIn(world, { instructions: " Be kind. " });
    expect(said.text).toBe("Good day");
    expect(result.outputs).toEqual({ text: "Good day", answer: null, calls: [], turns: 1, reason: "answered" });
    expect(world.asked[0]).toMatchObject({
      system: "Be kind.",
      toolChoice: "auto",
      tools: [{ name: "weather" }, { name: "refund" }],
    });
  });
  it("calls tools, shows the model their results, and says each turn's text in a paragraph of its own", async () => {
    const world = makeWorld(once(weather, { say: "It rains." }));
    const done = new Map<string, ActivityEnd>();
    const { result, said } = await runAgentIn(world, {}, { done });
    expect([...done.keys()]).toEqual(["turn[1].ask", "turn[1].call[1]", "turn[2].ask"]);
    expect(world.asked[1]?.messages.slice(1)).toEqual([
      {
        role: "assistant",
        content: "Looking. ",
        toolRequests: [{ id: "1-0", name: "weather", arguments: { city: "Oslo" } }],
      },
      { role: "tool", requestId: "1-0", name: "weather", content: 'got {"city":"Oslo"}' },
    ]);
    expect(said.text).toBe("Looking. \n\nIt rains.");
    expect(result.outputs).toMatchObject({
      text: "It rains.",
      turns: 2,
      calls: [{ tool: "weather", arguments: { city: "Oslo" }, ok: true, text: 'got {"city":"Oslo"}' }],
    });
    expect(world.called[0]).toMatchObject({
      path: "agent:turn[1].call[1]",
      idempotencyKey: "run:agent:turn[1].call[1]",
    });
  });
  it("asks with the text of a prompt", async () => {
    const world = makeWorld(() => ({ say: "Yes" }));
    world.context.readPrompt = async (_, values) => ({ text: `About ${values.topic}`, name: "P", number: 1 });
    const promptRef = { promptId: crypto.randomUUID(), version: 1 };
    await runAgentIn(world, { promptRef, promptValues: { topic: "rain" } });
    expect(world.asked[0]?.messages.map(({ content }) => content)).toEqual(["About rain"]);
  });
  it("is instructed by a prompt", async () => {
    const world = makeWorld(() => ({ say: "Yes" }));
    world.context.readPrompt = async (_, values) => ({ text: `Be ${values.tone}`, name: "P", number: 1 });
    const instructionsRef = { promptId: crypto.randomUUID(), version: 1 };
    await runAgentIn(world, { instructions: "", instructionsRef, instructionsValues: { tone: "kind" } });
    expect(world.asked[0]?.system).toBe("Be kind");
  });
  it("asks with earlier turns first", async () => {
    const world = makeWorld(() => ({ say: "Yes" }));
    world.context.history = async (turns) => [{ question: `last ${turns}`, answer: "before" }];
    await runAgentIn(world, { historyTurns: 2 });
    expect(world.asked[0]?.messages.map(({ content }) => content)).toEqual(["last 2", "before", "Hi"]);
  });
  it("fails on an empty prompt and with the model's own failure", async () => {
    const world = makeWorld(() => ({}));
    await expect(runAgentIn(world, { prompt: " " })).rejects.toMatchObject({ code: "node_failed" });
    world.context.callModel = () => Promise.reject(new Error("away"));
    await expect(runAgentIn(world)).rejects.toMatchObject({ name: "NodeFailure" });
  });
  it("goes on without tools that can't be used, and says so", async () => {
    const world = makeWorld(() => ({ say: "Hm" }));
    world.context.openTools = async () => ({
      tools: [],
      problems: [{ id: "x", message: "The tool X is switched off." }],
    });
    const { said } = await runAgentIn(world);
    expect(said.notes).toEqual(["The tool X is switched off."]);
    expect(world.asked[0]?.tools).toBeUndefined();
  });
});

describe("what a model does wrong is told to it", () => {
  const told = async (first: Turn) => {
    const world = makeWorld(once(first));
    const { result } = await runAgentIn(world);
    expect(result.outputs.text).toBe("Done.");
    return { called: world.called.length, results: readResults(world) };
  };
  it.each<[string, Turn, RegExp]>([
    ["a tool that is unknown", { calls: [["wether", {}]] }, /no tool “wether”. The tools are: weather, refund/],
    ["arguments that are no JSON", { calls: [["weather", '{"city": Oslo']] }, /no JSON object/],
    [
      "arguments that do not fit",
      { calls: [["weather", { city: 7, more: 1 }]] },
      /\/city has to be a string, not a number/,
    ],
  ])("%s", async (_, turn, words) => {
    const { called, results } = await told(turn);
    expect(called).toBe(0);
    expect(results).toEqual([{ content: expect.stringMatching(words), isError: true }]);
  });
  it("a hundred calls at once: the first sixteen are made", async () => {
    const calls = Array.from({ length: 100 }, (_, n): [string, JsonObject] => ["weather", { city: `City ${n}` }]);
    const { called, results } = await told({ calls });
    expect(called).toBe(16);
    expect(results).toHaveLength(100);
    expect(results.filter(({ isError }) => isError)).toHaveLength(84);
    expect(results[16]?.content).toMatch(/at most 16/);
  });
  it("the same call a third time is refused, and one more ends the node", async () => {
    const world = makeWorld(again);
    await expect(runAgentIn(world)).rejects.toMatchObject({
      error: {
        code: "agent_stuck",
        message: expect.stringMatching(/weather again and again/),
        params: { tool: "weather" },
      },
    });
    expect(world.called).toHaveLength(2);
    expect(readResults(world).at(-1)?.content).toMatch(/same arguments twice before/);
  });
});

describe("calls that can't be made", () => {
  const unknown = (turn: number): Turn => ({ calls: [["wether", { city: `City ${turn}` }]] });
  const misshapen = (turn: number): Turn => ({ calls: [["weather", { city: turn }]] });
  it.each([
    ["an unknown tool", unknown, "wether"],
    ["wrong arguments", misshapen, "weather"],
    ["broken JSON", (turn: number): Turn => ({ calls: [["weather", `{"city": ${turn}`]] }), "weather"],
  ])("for ever end the node, not its limit of turns: %s", async (_, script, tool) => {
    const world = makeWorld(script);
    await expect(runAgentIn(world)).rejects.toMatchObject({
      error: { code: "agent_stuck", message: expect.stringMatching(/in 5 turns/), params: { tool }, retryable: false },
    });
    expect(world.asked).toHaveLength(5);
    expect(world.called).toHaveLength(0);
  });
  it("now and then end nothing", async () => {
    const world = makeWorld((turn) =>
      turn > 12
        ? { say: "Done." }
        : turn % 4 === 0
          ? { calls: [["weather", { city: `City ${turn}` }]] }
          : unknown(turn),
    );
    const { result } = await runAgentIn(world, { maxTurns: 20 });
    expect(result.outputs).toMatchObject({ text: "Done.", turns: 13, reason: "answered" });
  });
  it("are in the log like others, but for those that are too many at once", async () => {
    const done = new Map<string, ActivityEnd>();
    await runAgentIn(makeWorld(once({ calls: [["wether", { city: "Oslo" }]] })), {}, { done });
    expect(done.get("turn[1].call[1]")).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/no tool “wether”/) },
    });
    const many = new Map<string, ActivityEnd>();
    const calls = Array.from({ length: 100 }, (_, n): [string, JsonObject] => [`tool ${n}`, {}]);
    await runAgentIn(makeWorld(once({ calls })), {}, { done: many });
    expect([...many.keys()].filter((key) => key.includes("call"))).toHaveLength(16);
  });
});

describe("limits", () => {
  const endless = (turn: number): Turn => ({ say: `Turn ${turn}`, calls: [["weather", { city: `City ${turn}` }]] });
  it("end the work with what there is and a note, or fail it", async () => {
    const { result, said } = await runAgentIn(makeWorld(endless), { maxTurns: 3 });
    expect(result.outputs).toMatchObject({ text: "Turn 3", turns: 3, reason: "max_turns" });
    expect(said.notes.at(-1)).toMatch(/after 3 turns/);
    const failing = runAgentIn(makeWorld(endless), { maxTurns: 3, onLimit: "fail" });
    await expect(failing).rejects.toMatchObject({ error: { code: "agent_limit_reached", params: { limit: 3 } } });
  });
  it("count the cost of models and of tools", async () => {
    const costly = makeWorld(endless, undefined, () => ({
      value: 1,
      text: "1",
      isError: false,
      usage: { ...usage, cost: 1 },
    }));
    const { result } = await runAgentIn(costly, { costLimit: 2 });
    expect(result.outputs).toMatchObject({ turns: 2, reason: "cost_limit" });
  });
  it("end after a named tool, or when a condition holds, with its result where nothing was said", async () => {
    const quiet = () => ({ calls: [["refund", { amount: 7 }]] }) satisfies Turn;
    for (const config of [{ stopAfter: ["Refund"] }, { stopWhen: "result.got.amount > 5 && tool == 'refund'" }]) {
      const { result, said } = await runAgentIn(makeWorld(quiet), config);
      expect(result.outputs).toMatchObject({ text: 'got {"amount":7}', reason: "stopped", turns: 1 });
      expect(said.text).toBe('got {"amount":7}');
    }
    const world = makeWorld(endless);
    expect((await runAgentIn(world, { stopWhen: "turn >= 2" })).result.outputs.turns).toBe(2);
  });
  it("show older results of tools shortened", async () => {
    const world = makeWorld(
      (turn) => (turn < 4 ? endless(turn) : { say: "Done." }),
      [makeTool("weather", { maxOutputLength: 3_000 })],
      () => ({ value: null, text: "x".repeat(5_000), isError: false }),
    );
    await runAgentIn(world, { keepResults: 1 });
    const lengths = readResults(world).map(({ content }) => content.length);
    expect(lengths.slice(0, 2).every((length) => length < 600)).toBe(true);
    expect(lengths[2]).toBeGreaterThan(3_000);
    expect(readResults(world)[2]?.content).toMatch(/cut: the first 3000 of 5000/);
  });
});

describe("calls of one turn", () => {
  const many: Turn = { calls: [1, 2, 3, 4].map((n) => ["weather", { city: `City ${n}` }]) };
  const most = async (config: JsonObject) => {
    let running = 0;
    let peak = 0;
    const world = makeWorld(once(many));
    const { callTool } = world.context;
    world.context.callTool = async (call) => {
      peak = Math.max(peak, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (!callTool) throw new Error("no tools");
      return callTool(call);
    };
    await runAgentIn(world, config);
    expect(readResults(world).map(({ content }) => content.slice(-4, -2))).toEqual(
      [" 1", " 2", " 3", " 4"].map((n) => n),
    );
    return { peak, parallelToolCalls: world.asked[0]?.parallelToolCalls };
  };
  it("run beside each other up to the limit, or one after the other", async () => {
    expect(await most({ maxParallel: 3 })).toEqual({ peak: 3, parallelToolCalls: undefined });
    expect(await most({ parallel: false })).toEqual({ peak: 1, parallelToolCalls: false });
  });
});

describe("failures of tools", () => {
  it("reach the model in a safe form and the log in full", async () => {
    const world = makeWorld(once(weather), undefined, () => ({
      value: null,
      text: "The service is away.",
      isError: true,
      detail: "ECONNREFUSED 10.0.0.7:443",
    }));
    const done = new Map<string, ActivityEnd>();
    const { result } = await runAgentIn(world, {}, { done });
    expect(readResults(world)).toEqual([{ content: "The service is away.", isError: true }]);
    expect(done.get("turn[1].call[1]")).toMatchObject({ status: "failed", error: { message: "The service is away." } });
    expect(result.outputs.calls).toMatchObject([{ ok: false }]);
  });

  const policy = { retry: { max: 2, delayMs: 1, backoff: 1 } };
  /** How often a tool is called that fails in a way, and what the model reads in the end. */
  async function callFailing(tool: Partial<OpenTool>, failure: Partial<ToolAnswer>, more: Given = { policy }) {
    let left = 2;
    const world = makeWorld(once(weather), [makeTool("weather", tool)], () =>
      left-- > 0
        ? { value: null, text: "Away.", isError: true, ...failure }
        : { value: 7, text: "Rain.", isError: false },
    );
    await runAgentIn(world, {}, more);
    return { calls: world.called, read: readResults(world)[0]?.content };
  }
  const sent = { transient: { isUnsent: false } };

  it("that pass by themselves are not told before the calls were tried again, under the same key", async () => {
    const { calls, read } = await callFailing({ effect: "read" }, sent);
    expect(read).toBe("Rain.");
    expect(calls.map(({ retries }) => retries)).toEqual([0, 1, 2]);
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await callFailing({ effect: "write", isIdempotent: true }, sent)).toMatchObject({ read: "Rain." });
    const unsent = { transient: { isUnsent: true } };
    expect(await callFailing({ effect: "write" }, unsent)).toMatchObject({ read: "Rain." });
  });
  it("are told at once where a further call could do twice what the tool does, or would not help", async () => {
    const once = { read: "Away.", calls: { length: 1 } };
    expect(await callFailing({ effect: "write" }, sent)).toMatchObject(once);
    expect(await callFailing({ effect: "read" }, {})).toMatchObject(once);
    expect(await callFailing({ effect: "read" }, sent, {})).toMatchObject(once);
  });
  it("are told when the policy's tries are used up", async () => {
    const { calls, read } = await callFailing({}, sent, { policy: { retry: { ...policy.retry, max: 1 } } });
    expect(calls).toHaveLength(2);
    expect(read).toBe("Away.");
  });
  it("are not waited for when the node is over", async () => {
    const stop = new AbortController();
    const slow = { retry: { max: 3, delayMs: 3_600_000, backoff: 1 } };
    const tries = { retry: slow.retry, tool: makeTool("weather"), clock: systemClock, signal: stop.signal };
    const trying = tryAgain({ ...tries, note: () => stop.abort("over") }, async () => ({
      value: null,
      text: "Away.",
      isError: true,
      ...sent,
    }));
    await expect(trying).rejects.toBe("over");
  });
});

describe("a structured answer", () => {
  const fields = [
    { name: "degrees", type: "number", required: true },
    { name: "text", type: "string" },
  ];
  it("is asked for at the end, again where it does not fit, and not said", async () => {
    let tries = 0;
    const world = makeWorld((_, call) => {
      if (!call.answerSchema) return { say: "Seven degrees." };
      return ++tries === 1
        ? { say: '{"degrees":"7"}', object: { degrees: "7" } }
        : { say: "{}", object: { degrees: 7, text: null } };
    });
    const { result, said } = await runAgentIn(world, { fields });
    expect(result.outputs).toMatchObject({ text: "Seven degrees.", degrees: 7, answer: { degrees: 7, text: null } });
    expect(said.text).toBe("Seven degrees.");
    expect(world.asked.at(-1)?.messages.at(-1)?.content).toMatch(/\/degrees has to be a number, not a string/);
  });
  it("that never fits fails the node", async () => {
    const world = makeWorld((_, call) => (call.answerSchema ? { object: 5 } : { say: "Hm" }));
    await expect(runAgentIn(world, { fields })).rejects.toMatchObject({ error: { code: "provider_bad_answer" } });
    expect(world.asked).toHaveLength(4);
  });
  it("gives its members beside the node's own outputs, whose names can't be taken", () => {
    const node = makeNode("agent", { fields, schema: "{" });
    expect(agentNode.outputsOf(node).map(({ name }) => name)).toEqual([
      "text",
      "answer",
      "calls",
      "turns",
      "reason",
      "degrees",
    ]);
    expect(agentNode.checkConfig(node).map(({ field }) => field)).toEqual(["config.fields.1.name", "config.schema"]);
    expect(agentNode.checkConfig(makeNode("agent", { stopWhen: "result ==" })).map(({ field }) => field)).toEqual([
      "config.stopWhen",
    ]);
  });
});

describe("going on after a crash", () => {
  it("gives the same from every prefix of what was stored, and calls nothing twice", async () => {
    const turn = fc.record({
      say: fc.constantFrom("", "One. ", "Two."),
      calls: fc.array(
        fc.tuple(
          fc.constantFrom("weather", "refund", "unknown"),
          fc.oneof(fc.record({ amount: fc.nat(3) }), fc.constant("{")),
        ),
        { maxLength: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 4 }), fc.boolean(), async (turns, parallel) => {
        const script = (n: number): Turn => turns[n - 1] ?? { say: "The end." };
        const run = async (done: Map<string, ActivityEnd>) => {
          const world = makeWorld(script);
          const ended = await runAgentIn(world, { parallel }, { done }).catch((error: unknown) => ({
            error: String(error),
          }));
          return { ended, world };
        };
        const all = new Map<string, ActivityEnd>();
        const whole = await run(all);
        const ends = [...all.values()];
        for (let stored = 0; stored <= ends.length; stored++) {
          const done = new Map([...all].slice(0, stored));
          const resumed = await run(done);
          expect(resumed.ended).toEqual(whole.ended);
          // What failed was refused, and reached nobody.
          const left = ends.slice(stored).filter(({ status }) => status === "succeeded");
          expect(resumed.world.asked.length + resumed.world.called.length).toBe(left.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("names the tools that it was given", async () => {
  const asked: unknown[] = [];
  const world = makeWorld(() => ({ say: "Yes" }));
  world.context.openTools = async (wanted) => {
    asked.push(wanted);
    return { tools: [], problems: [] };
  };
  await runAgentIn(world, { tools: [toolIds.refund], workflows: [toolIds.weather] });
  expect(asked).toEqual([{ tools: [toolIds.refund], workflows: [toolIds.weather] }]);
});
