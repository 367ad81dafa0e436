// The one way in which a run, or whatever else, asks a language model: through its routes, within its limits and
// budgets, noted in the log of calls. Server only.

import { systemSql } from "@/db/system";
import type { ModelAccess } from "../ai/access";
import { type CallPorts, callLanguageModel } from "../ai/call-model";
import { estimateTokens, usageOf } from "../ai/usage";
import type { Caller } from "../calls/call-record";
import type { ModelAnswer, ModelCall } from "../nodes/contract";
import { systemClock } from "../shared/clock";
import type { Json } from "../shared/json";
import { fitParameters } from "../shared/model-parameters";
import { makeCallLimits } from "./call-limits";
import { makeCallPauses } from "./call-pauses";
import { callRouted, type RoutedPorts } from "./call-routed";
import { loadRouting } from "./load-model";
import { callPorts } from "./provider-fetch";

export interface AskPorts extends RoutedPorts {
  call: CallPorts;
}

/** Tokens that an answer is taken to have before it is known. */
const expectedAnswer = 500;

// On globalThis: bundles may hold this module twice, and what a process knows of limits it knows once.
const holder: { weftCallPorts?: RoutedPorts } = globalThis as { weftCallPorts?: RoutedPorts };

/** What this process knows of limits and pauses, which count calls over all workspaces. */
function ownRoutedPorts(): RoutedPorts {
  holder.weftCallPorts ??= {
    limits: makeCallLimits(systemSql),
    pauses: makeCallPauses(systemSql),
    random: Math.random,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    longestWaitMs: 20_000,
    patiently: (work) => work(),
  };
  return holder.weftCallPorts;
}

/** What this process calls models with. */
export const ownPorts = (): AskPorts => ({ ...ownRoutedPorts(), call: callPorts });

/** Calls the model, or what answers for it, and resolves with the whole answer. */
export async function askModel(caller: Caller, call: ModelCall, given: Partial<AskPorts> = {}): Promise<ModelAnswer> {
  const ports = { ...ownPorts(), ...given };
  const routing = await ports.patiently(() => loadRouting(caller.workspaceId, call.modelId, "chat"), call.signal);
  let hasBegun = false;
  const prompt = estimateTokens(promptTextOf(call));
  const heard: ModelCall = {
    ...call,
    onText: (delta) => {
      hasBegun = true;
      call.onText(delta);
    },
    onThought: (delta) => {
      hasBegun = true;
      call.onThought(delta);
    },
  };
  return callRouted(
    routing,
    {
      caller,
      path: call.path ?? null,
      signal: call.signal,
      estimate: (model) => estimate(model, call, prompt),
      onNote: (line) => call.onNote?.(line),
      hasBegun: () => hasBegun,
      // Tries are this path's business, where each has its place in limits and log.
      attempt: (model) =>
        callLanguageModel(
          { ...model, provider: { ...model.provider, retryCount: 0 } },
          fitTo(model, heard),
          ports.call,
        ),
      usageOf: ({ usage }) => usage,
      record: (answer) => ({ parameters: () => call.parameters, bodies: () => bodiesOf(call, answer) }),
    },
    ports,
  );
}

/** The call as this model can be asked: whatever has to be changed for that is noted. */
function fitTo(model: ModelAccess, call: ModelCall): ModelCall {
  if (!model.parameters) return call;
  const { values, notes } = fitParameters(model.parameters, call.parameters);
  for (const note of notes) call.onNote?.(`${model.name}: ${note}`);
  return { ...call, parameters: values };
}

function promptTextOf(call: ModelCall): string {
  const tools = call.tools && call.tools.length > 0 ? JSON.stringify(call.tools) : "";
  return (call.system ?? "") + tools + call.messages.map(({ content }) => content).join("");
}

function estimate(model: ModelAccess, { parameters }: ModelCall, prompt: number): { tokens: number; cost: number } {
  const asked = typeof parameters.maxTokens === "number" ? parameters.maxTokens : expectedAnswer;
  const completion = Math.max(0, Math.min(asked, model.maxTokens ?? asked));
  return { tokens: prompt + completion, cost: usageOf(model, { prompt, completion, cached: 0 }).cost ?? 0 };
}

function bodiesOf(call: ModelCall, answer: ModelAnswer | null): { request: Json; response: Json } {
  const request = JSON.parse(JSON.stringify({ system: call.system, messages: call.messages, tools: call.tools ?? [] }));
  if (!answer) return { request, response: null };
  const { text, thought, finishReason, toolRequests = [] } = answer;
  return { request, response: JSON.parse(JSON.stringify({ text, thought, finishReason, toolRequests })) };
}
