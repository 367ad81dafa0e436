// Asks a model with a prompt for somebody who looks how it answers: the same call that a node makes, told as it comes.
// It counts like any other call and belongs to no run. Server only.

import type { z } from "zod";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { type SseMessage, sseResponse } from "../http/sse";
import { askModel } from "../models/ask-model";
import { systemClock } from "../shared/clock";
import { AppError, toAppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { checkContent } from "./check-content";
import type { PromptTestEvent, testPrompt as testOperation } from "./contract";
import { findVersion } from "./prompt-row";
import { fillPrompt, type PromptVariable } from "./prompt-variable-rules";
import { explainFault } from "./read-prompt";

type Given = z.output<NonNullable<(typeof testOperation)["body"]>>;

async function contentOf(
  scope: Scope,
  source: Given["source"],
): Promise<{ template: string; variables: PromptVariable[] }> {
  if ("template" in source) {
    return { template: source.template, variables: checkContent(source.template, source.variables) };
  }
  const { promptId, version } = source;
  return withWorkspace(scope.workspaceId, (tx) =>
    findVersion(tx, scope, promptId, version === "latest" ? "current" : version),
  );
}

/** The text that the model gets; throws `inputs_invalid` with every value that is missing or unfit. */
async function textOfTest(scope: Scope, { source, values }: Given): Promise<string> {
  const { template, variables } = await contentOf(scope, source);
  const filled = fillPrompt(template, variables, values as JsonObject);
  if (filled.ok) return filled.text;
  const details = filled.faults.map((fault) => ({
    path: fault.name === "" ? "body.values" : `body.values.${fault.name}`,
    code: fault.code,
    message: explainFault(fault),
  }));
  throw new AppError("inputs_invalid", details.map(({ message }) => message).join(" "), { details });
}

/** What the call tells, as it comes; ends with `end` or `error`. */
async function* ask(scope: Scope, given: Given, text: string, signal: AbortSignal): AsyncGenerator<PromptTestEvent> {
  const startedAt = systemClock.monotonic();
  const told: PromptTestEvent[] = [{ type: "prompt", text }];
  let wake = () => {};
  const tell = (event: PromptTestEvent) => {
    const last = told.at(-1);
    // A reader that is slow gets what has come meanwhile in one piece.
    if (last && "delta" in last && "delta" in event && last.type === event.type) last.delta += event.delta;
    else told.push(event);
    wake();
  };
  const durationMs = () => systemClock.monotonic() - startedAt;
  const { workspaceId, userId } = scope;
  const nothing = { runId: null, workflowId: null, agentId: null, agentName: null, conversationId: null };
  let isOver = false;
  const call = askModel(
    { workspaceId, userId, ...nothing },
    {
      modelId: given.modelId,
      system: given.system.trim() === "" ? null : given.system,
      messages: [{ role: "user", content: text }],
      parameters: given.parameters,
      signal,
      onText: (delta) => tell({ type: "text", delta }),
      onThought: (delta) => tell({ type: "thought", delta }),
      onNote: (message) => tell({ type: "note", message }),
    },
  ).then(
    ({ text: answer, finishReason, usage }) =>
      tell({ type: "end", text: answer, finishReason, usage, durationMs: durationMs() }),
    (error: unknown) => {
      const { code, message } = toAppError(error);
      tell({ type: "error", code, message, durationMs: durationMs() });
    },
  );
  call.finally(() => {
    isOver = true;
    wake();
  });
  while (!signal.aborted) {
    const event = told.shift();
    if (event) yield event;
    else if (isOver) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}

async function* messages(events: AsyncIterable<PromptTestEvent>): AsyncGenerator<SseMessage> {
  for await (const event of events) yield { event: event.type, data: JSON.stringify(event) };
}

/** A stream of what a model answers to a prompt; refused before it begins where a value is missing. */
export async function testPrompt(scope: Scope, given: Given): Promise<Response> {
  const text = await textOfTest(scope, given);
  return sseResponse(
    (signal) => messages(ask(scope, given, text, signal)),
    (error) => {
      const { code, message } = toAppError(error);
      return { event: "error", data: JSON.stringify({ type: "error", code, message, durationMs: 0 }) };
    },
  );
}
