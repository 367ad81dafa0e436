import { describe, expect, it } from "vitest";
import { NodeFailure } from "../engine/ports";
import type { JsonObject } from "../shared/json";
import type { CalledRun, RunCall } from "./contract";
import { runOne } from "./run-one.test-support";

const id = "019a0000-0000-7000-8000-000000000001";
const usage = { promptTokens: 3, completionTokens: 4, cost: 0.5, currency: "USD" };
const ended: CalledRun = {
  runId: "r",
  status: "succeeded",
  name: "Weather",
  outputs: { degrees: 7 },
  response: "7 degrees",
  error: null,
  usage,
};
const config = { workflowId: id };

/** Runs a sub-workflow node in a world where the other run goes like this. */
async function call(outcome: CalledRun | { runId: string; status: "open" }, inputs: JsonObject = {}, more = config) {
  const calls: RunCall[] = [];
  const done = await runOne(
    "sub-workflow",
    { config: more, inputs },
    {
      callRun: async (wanted) => {
        calls.push(wanted);
        wanted.onText("7 de");
        return outcome;
      },
    },
  );
  return { ...done, wanted: calls[0] };
}

async function failureOf(work: Promise<unknown>): Promise<NodeFailure> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  return thrown instanceof NodeFailure ? thrown : expect.fail("the node did not fail as nodes do");
}

describe("a node that starts a run", () => {
  it("hands its inputs on, and the one called query as the question", async () => {
    const { wanted } = await call(ended, { city: "Oslo", query: "warm?" });
    expect(wanted).toMatchObject({
      target: { workflowId: id },
      version: "production",
      inputs: { city: "Oslo" },
      query: "warm?",
      path: "sub_workflow",
      attempt: 1,
    });
    expect(wanted?.inputs).not.toHaveProperty("query");
  });

  it("runs the version that it names", async () => {
    expect(
      (await call(ended, {}, { ...config, version: "number", versionNumber: 3 } as typeof config)).wanted?.version,
    ).toBe(3);
    expect((await call(ended, {}, { ...config, version: "draft" } as typeof config)).wanted?.version).toBe("draft");
  });

  it("gives what the run gave, says its words as they come, and counts what it used", async () => {
    const { result, said } = await call(ended);
    expect(result).toEqual({
      outputs: { outputs: { degrees: 7 }, response: "7 degrees", run_id: "r" },
      content: "7 degrees",
      usage,
    });
    expect(said.text).toBe("7 de");
  });

  it("waits for a run that goes on without it, and goes on with its end", async () => {
    expect((await call({ runId: "r", status: "open" })).result.wait).toEqual({ kind: "run", runId: "r" });
    const { name, outputs, response } = ended;
    const answer = {
      kind: "run",
      runId: "r",
      status: "succeeded",
      outputs,
      response,
      error: null,
      usage: { ...usage },
    };
    const { result } = await runOne("sub-workflow", { config, answer: { ...answer, name: name ?? "" } });
    expect(result).toMatchObject({ outputs: { response: "7 degrees" }, content: "7 degrees", usage });
  });

  it("starts the run when a breakpoint before it has been passed", async () => {
    const { result } = await runOne(
      "sub-workflow",
      { config, answer: { kind: "breakpoint" } },
      { callRun: async () => ended },
    );
    expect(result.outputs).toMatchObject({ run_id: "r" });
  });

  it("fails with the code of the run that failed, its name, its id, and what it used", async () => {
    const error = { code: "model_missing" as const, message: "There is no model.", params: { field: "x" } };
    const failure = await failureOf(call({ ...ended, status: "failed", error }));
    expect(failure.error).toMatchObject({
      code: "model_missing",
      params: { field: "x", runId: "r", workflow: "Weather" },
    });
    expect(failure.error.message).toBe("The run of “Weather” failed: There is no model.");
    expect(failure.usage).toEqual(usage);
  });

  it("names only the innermost of the runs that failed", async () => {
    const error = {
      code: "run_limit" as const,
      message: "The run of “Inner” failed: Ten levels are the most.",
      params: { limit: 10, runId: "inner", workflow: "Inner" },
    };
    const failure = await failureOf(call({ ...ended, status: "failed", error }));
    expect(failure.error.message).toBe(error.message);
    expect(failure.error.params).toMatchObject({ limit: 10, runId: "r", workflow: "Weather" });
  });

  it("says so where the run was cancelled", async () => {
    const failure = await failureOf(call({ ...ended, status: "cancelled" }));
    expect(failure.error).toMatchObject({ code: "node_failed", message: "The run of “Weather” was cancelled." });
  });
});

describe("a node that asks an agent", () => {
  it("needs a question", async () => {
    await expect(runOne("agent-call", { config: { agentId: id, query: " " } })).rejects.toMatchObject({
      details: [{ path: "config.query" }],
    });
  });
});
