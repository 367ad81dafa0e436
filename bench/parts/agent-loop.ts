// An agent with twenty tools that takes ten turns with a call each, in three ways, one after the other in every round:
// as a run with everything stored, as its node alone with what it did kept in memory, and as the bare exchanges with the
// model and the tool. What a turn costs beyond the model's and the tool's own time is the difference.

import type { ModelServer } from "@/e2e/fixtures/model-server";
import type { Scope } from "@/lib/auth/scope";
import type { Caller } from "@/lib/calls/call-record";
import { askModel } from "@/lib/models/ask-model";
import { runOne } from "@/lib/nodes/run-one.test-support";
import { answerRun } from "@/lib/runs/answer-run";
import { startRun } from "@/lib/runs/start-run";
import { graphOf } from "@/lib/runs/testing/graphs";
import { newId } from "@/lib/shared/ids";
import type { JsonObject } from "@/lib/shared/json";
import { callTool, loadTool } from "@/lib/tools/call-tool";
import { openTools } from "@/lib/tools/open-tools";
import { publishGraph } from "@/lib/workflows/testing/publish-graph";
import { percentile } from "./load";

const turns = 10;
const rounds = 40;
const warmUps = 5;

export interface LoopSetting {
  scope: Scope;
  model: ModelServer;
  modelId: string;
  /** The server that has the tools, and their ids with their names. */
  toolServerUrl: string;
  tools: readonly { id: string; name: string }[];
}

const bareCaller = (workspaceId: string): Caller => ({
  workspaceId,
  runId: null,
  workflowId: null,
  agentId: null,
  agentName: null,
  conversationId: null,
  userId: null,
});

/** The node alone: real calls of the model and the tools, nothing of the run stored. */
async function runInMemory({ scope }: LoopSetting, config: JsonObject): Promise<void> {
  const { workspaceId } = scope;
  const caller = { workspaceId, draftsOf: null };
  const { result } = await runOne(
    "agent",
    { config },
    {
      callModel: (call) => askModel(bareCaller(workspaceId), call),
      openTools: ({ tools }) => openTools(caller, tools, new Set()),
      callTool: async (call) => callTool(caller, await loadTool(caller, call.tool.id), call),
    },
  );
  if (result.outputs.turns !== turns + 1) throw new Error(`The agent took ${String(result.outputs.turns)} turns.`);
}

async function post(url: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const answer = await fetch(url, { method: "POST", headers, body });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
}

/** What the model is asked and the tool is called with, as the last run has sent it, and nothing around it. */
async function exchangeBare({ model, toolServerUrl }: LoopSetting): Promise<void> {
  const asked = model.requests.slice(-turns - 1).map(({ body }) => JSON.stringify(body));
  for (const [at, body] of asked.entries()) {
    await post(`${model.url}/chat/completions`, body);
    if (at === turns) break;
    const params = { name: "tool_0", arguments: { text: "hi" } };
    await post(toolServerUrl, JSON.stringify({ jsonrpc: "2.0", id: at, method: "tools/call", params }));
  }
}

/** Milliseconds a turn takes in each way, and beyond the bare exchanges. */
export async function measureLoop(setting: LoopSetting) {
  const { scope, tools, modelId } = setting;
  const wishes = tools.slice(0, turns).map(({ name }) => `[[call:${name} {"text":"hi"}]]`);
  const config = {
    modelId,
    prompt: wishes.join(" "),
    tools: tools.map(({ id }) => id),
    maxTurns: turns + 1,
  };
  const graph = graphOf({ start: { type: "start" }, work: { type: "agent", config }, end: { type: "end" } }, [
    "start -> work",
    "work -> end",
  ]);
  const workflowId = await publishGraph(scope, graph, "loop");
  const request = new Request("http://localhost/");
  const runStored = async () => {
    const executing = await startRun(scope, workflowId, { inputs: {}, query: "Go", version: "production" });
    const answer = await answerRun(scope, executing, "blocking", { request, requestId: newId() });
    if (!(answer instanceof Response) && answer.status !== "succeeded") throw new Error(JSON.stringify(answer));
  };
  const ways = {
    "a run, everything stored": runStored,
    "the node alone, in memory": () => runInMemory(setting, config),
    "the exchanges alone": () => exchangeBare(setting),
  };
  const took = new Map<string, number[]>();
  for (let round = -warmUps; round < rounds; round++) {
    for (const [way, work] of Object.entries(ways)) {
      const begun = performance.now();
      await work();
      if (round >= 0) took.set(way, [...(took.get(way) ?? []), (performance.now() - begun) / turns]);
    }
  }
  const rounded = (ms: number) => Number(ms.toFixed(2));
  const bare = took.get("the exchanges alone") ?? [];
  return [...took].map(([way, list]) => {
    const sorted = [...list].sort((a, b) => a - b);
    // Rounds are compared with themselves: the machine may be busy in one and idle in the next.
    const beyond = list.map((ms, round) => ms - (bare[round] ?? 0)).sort((a, b) => a - b);
    return {
      way,
      "p50 ms a turn": rounded(percentile(sorted, 0.5)),
      "p95 ms a turn": rounded(percentile(sorted, 0.95)),
      "beyond, p50 ms": rounded(percentile(beyond, 0.5)),
      "beyond, p95 ms": rounded(percentile(beyond, 0.95)),
    };
  });
}
