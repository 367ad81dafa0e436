// What a workflow that was called as a tool gave, as the answer of a tool: the same whether it ended at once or the
// node had to wait for it.

import type { RunEndStatus, RunError, Usage } from "../run-log/events";
import type { JsonObject } from "../shared/json";
import { withoutInsides } from "../shared/safe-words";
import type { ToolAnswer } from "./contract";

export interface EndedRun {
  runId: string;
  /** Of the agent or the workflow. */
  name?: string | undefined;
  status: RunEndStatus;
  outputs: JsonObject | null;
  response: string;
  error: { message: string } | RunError | null;
  usage: Usage;
}

/** The answer that a run gives as a tool: its outputs, and its response where it has one. */
export function toolAnswerOfRun({ runId, name, status, outputs, response, error, usage }: EndedRun): ToolAnswer {
  if (status !== "succeeded") {
    const called = name === undefined || name === "" ? "The workflow" : `The workflow “${name}”`;
    const why = status === "cancelled" || !error ? "was cancelled." : `failed: ${withoutInsides(error.message)}`;
    const detail = JSON.stringify({ runId, status, error });
    return { text: `${called} ${why}`, value: null, isError: true, detail, usage };
  }
  const value = { outputs: outputs ?? {}, response, run_id: runId };
  return { text: response === "" ? JSON.stringify(outputs ?? {}) : response, value, isError: false, usage };
}
