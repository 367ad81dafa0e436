// The world that nodes of one run may see: models of its workspace, the guarded way out, the sandbox, its conversation.
// Everything a node can reach goes through here, so this is where secrets become values and values become masks.

import type { ActivityResult, NodeActivities, NodeCall, NodeResult } from "../engine/ports";
import { askModel } from "../models/ask-model";
import { httpCall } from "../net/http-call";
import { mapCallTexts } from "../net/map-call-texts";
import type { NodeContext } from "../nodes/contract";
import { runNode } from "../nodes/run-node";
import { readPrompt } from "../prompts/read-prompt";
import type { Wait } from "../run-log/events";
import { runCode } from "../sandbox/run-code";
import { maskFailure } from "../secrets/mask-failure";
import type { RunSecrets } from "../secrets/run-secrets";
import { currentNetPolicy } from "../settings/net-policy";
import { systemClock } from "../shared/clock";
import type { JsonObject } from "../shared/json";
import { callTool, loadTool, type ToolCaller } from "../tools/call-tool";
import { noteCallsOf } from "../tools/note-call";
import { openTools } from "../tools/open-tools";
import { type Launch, makeCallRun } from "./call-run";
import { readHistory } from "./history";
import { keepTasks } from "./keep-tasks";
import { mockNode } from "./mock-node";
import { callerOf, type RunSpec } from "./run-spec";
import { untilAvailable } from "./until-available";
import { callWorkflow, openWorkflows } from "./workflow-tools";

/** What people are shown, and the key that a message from outside names. */
function maskWait(wait: Wait, secrets: RunSecrets): Wait {
  const mask = (text: string) => String(secrets.mask(text));
  if (wait.kind === "event") return { ...wait, key: mask(wait.key) };
  if (wait.kind !== "approval") return wait;
  const draft = wait.draft === null ? null : mask(wait.draft);
  const asked = wait.toolCall && { toolCall: secrets.mask(wait.toolCall) as typeof wait.toolCall };
  return { ...wait, ...asked, title: mask(wait.title), body: mask(wait.body), draft };
}

function maskResult<R extends NodeResult | ActivityResult>(result: R, secrets: RunSecrets): R {
  return {
    ...result,
    outputs: secrets.mask(result.outputs) as JsonObject,
    ...(result.content === undefined ? {} : { content: String(secrets.mask(result.content)) }),
    ...(result.wait ? { wait: maskWait(result.wait, secrets) } : {}),
  };
}

/** What a node stores of its work on the way is kept like what it gives at the end. */
function maskActivities(activities: NodeActivities, secrets: RunSecrets): NodeActivities {
  return {
    run: (spec, work) =>
      activities.run({ ...spec, inputs: secrets.mask(spec.inputs) as JsonObject }, async (call) => {
        const result = maskResult(await work(call), secrets);
        return result.thought === undefined ? result : { ...result, thought: String(secrets.mask(result.thought)) };
      }),
  };
}

/** Makes the function that runs a node of this run; `launch` begins the runs that nodes start. */
export function makeNodeWorld(
  spec: RunSpec,
  secrets: RunSecrets,
  launch: Launch,
): (call: NodeCall) => Promise<NodeResult> {
  const mocks = spec.options?.mocks ?? {};
  const callRun = makeCallRun(spec, launch);
  const { workspaceId, userId } = spec;
  const payer = callerOf(spec);
  const caller: ToolCaller = { workspaceId, draftsOf: spec.isTest ? userId : null, onEnd: noteCallsOf(payer) };
  const context: NodeContext = {
    run: {
      id: spec.id,
      workspaceId: spec.workspaceId,
      query: spec.query,
      conversationId: spec.conversationId,
      userId: spec.userId,
    },
    clock: systemClock,
    callModel: (call) => askModel(payer, call, { patiently: untilAvailable }),
    fetch: async (call) => {
      const sent = mapCallTexts(call, secrets.reveal);
      const answer = await untilAvailable(currentNetPolicy, call.signal)
        .then((policy) => httpCall(sent, policy))
        .catch((error) => {
          throw maskFailure(error, secrets, sent.url !== call.url);
        });
      // A server may echo what it was sent, and a node may note or summarise the answer before it is an output.
      const headers = secrets.mask(answer.headers) as Record<string, string>;
      return { ...answer, headers, body: String(secrets.mask(answer.body)) };
    },
    runCode,
    callRun,
    readPrompt: (reference, values) => untilAvailable(() => readPrompt(workspaceId, reference, values)),
    openTools: ({ tools, workflows }) =>
      untilAvailable(async () => {
        const taken = new Set<string>();
        const own = await openTools(caller, tools, taken);
        const called = await openWorkflows(spec.workspaceId, workflows, taken);
        return { tools: [...own.tools, ...called.tools], problems: [...own.problems, ...called.problems] };
      }),
    callTool: async (call) => {
      if (call.tool.source === "workflow") return callWorkflow(callRun, call);
      const tool = await untilAvailable(() => loadTool(caller, call.tool.id), call.signal);
      return callTool(caller, tool, call);
    },
    keepTasks: (path, entries) => untilAvailable(() => keepTasks(spec, path, entries)),
    history: (turns) => untilAvailable(() => readHistory(spec, turns)),
  };
  return async (call) => {
    const mock = Object.hasOwn(mocks, call.node.id) ? mocks[call.node.id] : undefined;
    if (mock) return mockNode(spec.plan, call, mock);
    const activities = maskActivities(call.activities, secrets);
    return maskResult(await runNode({ ...call, activities }, context), secrets);
  };
}
