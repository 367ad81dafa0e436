// One call of one language model, from messages to a whole answer: streams text and thought, counts tokens and money,
// limits time and size, and turns every fault into a failure with a code. Knows neither workspaces nor nodes' insides.

import type { ModelAnswer, ModelCall, ModelMessage, ToolRequest } from "../nodes/contract";
import type { Usage } from "../run-log/events";
import { isJsonObject, type Json, storableText } from "../shared/json";
import type { ModelAccess } from "./access";
import { answerByRules } from "./builtin/answer-by-rules";
import { ModelFailure, modelFailure, toModelFailure } from "./failure";
import { type LanguageModel, languageModelFor } from "./language-model";
import { answerMask } from "./mask-answer";
import { readParameters } from "./parameters";
import { type PatienceLimits, startPatience } from "./patience";
import type { Fetch } from "./provider-fetch";
import { splitThinking } from "./think-tags";
import { estimateTokens, usageOf } from "./usage";

export interface CallPorts {
  /** The guarded way out. */
  fetch: Fetch;
  /** Waits before a further try; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  limits?: Partial<PatienceLimits>;
}

type Options = Parameters<LanguageModel["doStream"]>[0];
type Prompt = Options["prompt"];
type FunctionTool = Extract<NonNullable<Options["tools"]>[number], { type: "function" }>;
type Streamed = Awaited<ReturnType<LanguageModel["doStream"]>>["stream"] extends ReadableStream<infer P> ? P : never;
type ToolCallPart = Extract<Streamed, { type: "tool-call" }>;

const totalMs = 1_800_000;
/** Characters of text and thought together; more is a model that went round in circles. */
const maxAnswerLength = 2_000_000;
const longestRetryAfterS = 20;
const maxRequests = 500;
const maxRawLength = 20_000;

/** Calls a model and resolves with its whole answer; throws ModelFailure. */
export async function callLanguageModel(model: ModelAccess, call: ModelCall, ports: CallPorts): Promise<ModelAnswer> {
  if (model.provider.kind === "builtin") return answerByRules(model, call, ports.sleep);
  for (let attempt = 0; ; attempt++) {
    const said = { text: "", thought: "" };
    try {
      return await tryOnce(model, call, ports, said);
    } catch (error) {
      const failure = error instanceof ModelFailure ? error : toModelFailure(error, model, "asking");
      const delay = delayBeforeRetry(failure, attempt, model.provider.retryCount, ports.random);
      if (delay === null || said.text !== "" || said.thought !== "" || call.signal.aborted) throw failure;
      call.onNote?.(retryLine(failure, delay, attempt + 1, model.provider.retryCount));
      await ports.sleep(delay, call.signal).catch((reason: unknown) => {
        throw modelFailure("run_cancelled", model, { cause: reason });
      });
    }
  }
}

function retryLine({ message }: ModelFailure, delay: number, retry: number, retries: number): string {
  return `${message} Trying again in ${Math.round(delay / 100) / 10} s (${retry} of ${retries}).`;
}

/** Milliseconds until a further try makes sense; null when none does. */
function delayBeforeRetry(failure: ModelFailure, attempt: number, tries: number, random: () => number): number | null {
  if (attempt >= tries) return null;
  const seconds = failure.params.retryAfterS;
  if (typeof seconds === "number") return seconds <= longestRetryAfterS ? seconds * 1000 : null;
  const passing = ["provider_rate_limited", "provider_failed", "address_unreachable"].includes(failure.code);
  return passing ? 400 * 2 ** attempt * (1 + random() / 2) : null;
}

async function tryOnce(
  model: ModelAccess,
  call: ModelCall,
  ports: CallPorts,
  said: { text: string; thought: string },
): Promise<ModelAnswer> {
  const silence = model.provider.timeoutMs;
  const patience = startPatience({ firstMs: silence, idleMs: silence, totalMs, ...ports.limits }, call.signal);
  const mask = answerMask(model.provider);
  const text = mask.stream((delta) => {
    said.text += delta;
    call.onText(delta);
  });
  const thought = mask.stream((delta) => {
    said.thought += delta;
    call.onThought(delta);
  });
  const splitter = splitThinking(text.push, thought.push);
  let phase: "asking" | "streaming" = "asking";
  let reported: Reported | undefined;
  let finish: string | undefined;
  const requests: ToolRequest[] = [];
  try {
    const { stream } = await languageModelFor(model, ports.fetch).doStream({
      prompt: promptOf(call),
      ...offersOf(call),
      ...readParameters(call.parameters, model),
      abortSignal: patience.signal,
    });
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value: part } = await reader.read();
        if (done) break;
        if (part.type === "text-delta" || part.type === "reasoning-delta") {
          phase = "streaming";
          patience.heard();
          if (part.type === "text-delta") splitter.push(part.delta);
          else thought.push(part.delta);
          if (said.text.length + said.thought.length > maxAnswerLength) throw modelFailure("response_too_large", model);
        } else if (part.type === "tool-call") {
          phase = "streaming";
          patience.heard();
          requests.push(mask.value({ ...readToolRequest(part) }));
          if (requests.length > maxRequests) throw modelFailure("response_too_large", model);
        } else if (part.type === "tool-input-delta") patience.heard();
        else if (part.type === "error") throw part.error;
        else if (part.type === "finish") {
          reported = part.usage;
          finish = part.finishReason.unified;
        }
      }
    } finally {
      // Closes the connection when the loop was left early; does nothing after a whole stream.
      reader.cancel().catch(() => undefined);
    }
    splitter.end();
    thought.end();
    text.end();
    checkEnd(finish, said.text, model);
  } catch (error) {
    throw withUsage(failureOf(error), spent());
  } finally {
    patience.stop();
  }
  const whole = { text: mask.text(said.text), thought: mask.text(said.thought) };
  const answer: ModelAnswer = { ...whole, finishReason: finish ?? "other", usage: spent() };
  if (requests.length > 0) answer.toolRequests = requests;
  if (call.answerSchema && requests.length === 0) answer.object = readObject(whole.text, model, answer.usage);
  return answer;

  function failureOf(error: unknown): ModelFailure {
    const seconds = patience.expiredAfterS();
    if (seconds !== null) return modelFailure("request_timeout", model, { seconds });
    if (call.signal.aborted) return modelFailure("run_cancelled", model, { cause: call.signal.reason });
    const failure = toModelFailure(error, model, phase);
    // A stream that ends without its end is told by the libraries as an invalid answer.
    const cutOff = phase === "streaming" && /without a finish reason/.test(String(error));
    return cutOff ? modelFailure("provider_stream_broken", model, { cause: error }) : failure;
  }

  function spent() {
    const nothing = phase === "asking" && reported === undefined;
    const input = reported?.inputTokens.total;
    const output = reported?.outputTokens.total;
    return usageOf(model, {
      prompt: input ?? (nothing ? 0 : estimateTokens(JSON.stringify(call.messages) + (call.system ?? ""))),
      completion: output ?? estimateTokens(said.text) + estimateTokens(said.thought),
      cached: reported?.inputTokens.cacheRead ?? 0,
    });
  }
}

interface Reported {
  inputTokens: { total: number | undefined; cacheRead: number | undefined };
  outputTokens: { total: number | undefined };
}

/** What a model wrote as arguments is text, and may be anything. */
function readToolRequest({ toolCallId: id, toolName: name, input }: ToolCallPart): ToolRequest {
  try {
    const read: unknown = input.trim() === "" ? {} : JSON.parse(input);
    if (isJsonObject(read)) return { id, name, arguments: read };
  } catch {
    // Told by `raw`.
  }
  return { id, name, arguments: null, raw: input.slice(0, maxRawLength) };
}

/** The answer as a value; models without structured answers like to fence it. */
function readObject(text: string, model: ModelAccess, usage: Usage): Json {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch (error) {
    throw withUsage(modelFailure("provider_bad_answer", model, { cause: error }), usage);
  }
}

function checkEnd(finish: string | undefined, text: string, model: ModelAccess): void {
  if (finish === "content-filter" && text === "") throw modelFailure("provider_refused", model);
  if (finish === "interrupted" || finish === undefined)
    throw modelFailure(text === "" ? "provider_bad_answer" : "provider_stream_broken", model);
}

function withUsage(failure: ModelFailure, usage: ModelFailure["usage"]): ModelFailure {
  if (usage && usage.promptTokens + usage.completionTokens > 0) failure.usage = usage;
  return failure;
}

/** What the model may call and how it has to answer, as far as the call says so. */
function offersOf(call: ModelCall): Pick<Options, "tools" | "toolChoice" | "responseFormat"> {
  const offers: Pick<Options, "tools" | "toolChoice" | "responseFormat"> = {};
  if (call.tools && call.tools.length > 0) {
    offers.tools = call.tools.map(({ name, description, inputSchema }) => ({
      type: "function",
      name,
      description: storableText(description),
      inputSchema: inputSchema as FunctionTool["inputSchema"],
    }));
    offers.toolChoice = { type: call.toolChoice ?? "auto" };
  }
  if (call.answerSchema) {
    offers.responseFormat = { type: "json", name: "answer", schema: call.answerSchema as FunctionTool["inputSchema"] };
  }
  return offers;
}

function promptOf(call: ModelCall): Prompt {
  const prompt: Prompt = [];
  // Lone surrogates would make the body invalid for many servers.
  if (call.system) prompt.push({ role: "system", content: storableText(call.system) });
  for (const message of call.messages) prompt.push(promptMessage(message));
  return prompt;
}

function promptMessage(message: ModelMessage): Prompt[number] {
  const text = storableText(message.content);
  if (message.role === "tool") {
    const { requestId: toolCallId, name: toolName, isError } = message;
    const output = { type: isError ? ("error-text" as const) : ("text" as const), value: text };
    return { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] };
  }
  const said = [{ type: "text" as const, text }];
  if (message.role === "user") return { role: "user", content: said };
  const requests = (message.toolRequests ?? []).map(({ id, name, arguments: input }) => ({
    type: "tool-call" as const,
    toolCallId: id,
    toolName: name,
    input: input ?? {},
  }));
  // Providers refuse empty texts beside calls.
  return { role: "assistant", content: text === "" && requests.length > 0 ? requests : [...said, ...requests] };
}
