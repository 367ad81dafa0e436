// Asks a model one question for whoever sets it up: by the same path as a run, so it counts for limits, budgets and the
// log of calls. Server only.

import type { z } from "zod";
import { withWorkspace } from "@/db/scope";
import { ModelFailure } from "../../ai/failure";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { findParameterFaults, tellParameterFault } from "../../shared/model-parameters";
import { type AskPorts, askModel } from "../ask-model";
import type { tryModel as tryOperation } from "../detect-contract";
import { parametersOfModel } from "../parameter-preset-rules";
import { findModel } from "../queries";
import { faultOf } from "./check-provider";

type Body = z.output<NonNullable<(typeof tryOperation)["body"]>>;
type Tried = z.output<NonNullable<(typeof tryOperation)["result"]>>;

const timeoutMs = 120_000;

/** Asks the model; throws where the question can't be asked that way, and tells as `fault` what the provider failed at. Whoever aborts hears nothing more. */
export async function tryModel(
  scope: Scope,
  modelId: string,
  { question, system, parameters }: Body,
  ports: Partial<AskPorts> = {},
  signal?: AbortSignal,
): Promise<Tried> {
  const { model, provider } = await withWorkspace(scope.workspaceId, (tx) => findModel(tx, scope, modelId));
  if (model.type !== "chat") throw new AppError("invalid_request", "Only a model that writes can be asked.");
  const faults = findParameterFaults(parametersOfModel({ ...model, providerKind: provider.kind }), parameters);
  if (faults.length > 0) {
    throw new AppError("invalid_request", faults.map(tellParameterFault).join(" "), {
      details: faults.map((fault) => ({
        path: `parameters.${fault.name}`,
        code: fault.code,
        message: tellParameterFault(fault),
      })),
    });
  }
  const caller = {
    workspaceId: scope.workspaceId,
    runId: null,
    workflowId: null,
    agentId: null,
    agentName: null,
    conversationId: null,
    userId: scope.userId,
  };
  const notes: string[] = [];
  const begun = performance.now();
  const ended = (): Pick<Tried, "totalMs" | "notes"> => ({ totalMs: Math.round(performance.now() - begun), notes });
  try {
    const { text, thought, finishReason, usage } = await askModel(
      caller,
      {
        modelId,
        system: system === "" ? null : system,
        messages: [{ role: "user", content: question }],
        parameters,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
        onText: () => undefined,
        onThought: () => undefined,
        onNote: (line) => notes.push(line),
      },
      ports,
    );
    return { fault: null, answer: text, thought, finishReason, ...spentOf(usage), ...ended() };
  } catch (error) {
    const usage = error instanceof ModelFailure ? error.usage : undefined;
    return { fault: faultOf(error), answer: "", thought: "", finishReason: null, ...spentOf(usage), ...ended() };
  }
}

function spentOf(usage: ModelFailure["usage"]): Pick<Tried, "promptTokens" | "completionTokens" | "cost" | "currency"> {
  return {
    promptTokens: usage?.promptTokens ?? 0,
    completionTokens: usage?.completionTokens ?? 0,
    cost: usage?.cost ?? null,
    currency: usage?.currency ?? null,
  };
}
