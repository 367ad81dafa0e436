// A node that has another run do its work: starts it, passes its words on, waits where it waits, and ends as it ended.
// Shared by the node types that start runs; knows neither where runs are executed nor how they are stored.

import { z } from "zod";
import { type NodeCall, NodeFailure, type NodeResult } from "../engine/ports";
import type { RunError, Usage } from "../run-log/events";
import { isErrorCode } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { CalledRun, NodeContext, RunCall } from "./contract";

const amount = z.number().catch(0);

/** What storage tells of a run that a node had waited for. */
const answerSchema = z.object({
  kind: z.literal("run"),
  runId: z.string(),
  status: z.enum(["succeeded", "failed", "cancelled"]),
  name: z.string().optional(),
  outputs: z.record(z.string(), z.json()).nullable(),
  response: z.string(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      retryable: z.boolean().optional(),
    })
    .nullable(),
  usage: z.object({
    promptTokens: amount,
    completionTokens: amount,
    cost: z.number().nullable(),
    currency: z.string().nullable(),
  }),
});

type Ended = Omit<CalledRun, "error" | "name"> & Pick<z.infer<typeof answerSchema>, "error" | "name">;

/** The end of a run that a node waited for; null for an answer of another kind, such as that of a breakpoint. */
export function readRunAnswer(answer: JsonObject | undefined): Ended | null {
  return answer?.kind === "run" ? answerSchema.parse(answer) : null;
}

/** Without tokens and money nothing was used, and no row of usage is worth keeping. */
function usageOf({ promptTokens, completionTokens, cost, currency }: Usage): { usage?: Usage } {
  if (promptTokens + completionTokens === 0 && !cost) return {};
  return { usage: { promptTokens, completionTokens, cost, currency } };
}

function failureOf({ runId, name, status, error, usage }: Ended): NodeFailure {
  const called = name === undefined ? "The run that was started" : `The run of “${name}”`;
  const said: RunError =
    status === "cancelled" || error === null
      ? { code: "node_failed", message: `${called} was cancelled.` }
      : {
          code: isErrorCode(error.code) ? error.code : "node_failed",
          // A failure of a run further in says already which one failed; each run around it would only repeat itself.
          message: error.params?.runId === undefined ? `${called} failed: ${error.message}` : error.message,
          ...(error.retryable === undefined ? {} : { retryable: error.retryable }),
        };
  const params = { ...error?.params, runId, ...(name === undefined ? {} : { workflow: name }) };
  return new NodeFailure({ ...said, params }, usageOf(usage));
}

function resultOf(run: Ended): NodeResult {
  if (run.status !== "succeeded") throw failureOf(run);
  return {
    outputs: { outputs: run.outputs ?? {}, response: run.response, run_id: run.runId },
    content: run.response,
    ...usageOf(run.usage),
  };
}

/** Runs a node that stands for another run. */
export async function runElsewhere(
  call: Pick<NodeCall, "answer" | "path" | "attempt" | "retries" | "signal" | "voice">,
  wanted: Pick<RunCall, "target" | "version" | "inputs" | "query">,
  context: Pick<NodeContext, "callRun">,
): Promise<NodeResult> {
  const { answer, path, attempt, retries = 0, signal, voice } = call;
  const ended = readRunAnswer(answer);
  if (ended) return resultOf(ended);
  const onText = (delta: string) => voice.text(delta);
  const run = await context.callRun({ ...wanted, path, attempt, retries, signal, onText });
  if (run.status === "open") return { outputs: {}, wait: { kind: "run", runId: run.runId } };
  return resultOf(run);
}
