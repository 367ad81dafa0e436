// Calls a tool again within the node's policy of retries where its failure may pass by itself and a further call can't
// do twice what the tool does.

import { retryDelay } from "../../engine/limits";
import type { NodeCall } from "../../engine/ports";
import type { NodeContext, OpenTool, ToolAnswer } from "../contract";

type Answer = ToolAnswer | { runId: string; status: "open" };

export interface Tries {
  retry: NonNullable<NodeCall["node"]["policy"]>["retry"];
  tool: Pick<OpenTool, "effect" | "isIdempotent">;
  clock: NodeContext["clock"];
  signal: AbortSignal;
  note(line: string): void;
}

/** Calls, and again after a while as long as that may help; `tried` counts the calls before. */
export async function tryAgain(tries: Tries, call: (tried: number) => Promise<Answer>): Promise<Answer> {
  const { retry, tool, clock, signal, note } = tries;
  for (let tried = 0; ; tried++) {
    const answer = await call(tried);
    if (!retry || tried >= retry.max || "status" in answer || !mayRepeat(tool, answer)) return answer;
    // Spread, because calls that run beside each other fail together.
    const delayMs = retryDelay(retry, tried + 1, Math.random());
    note(`${answer.text} Tried again after ${delayMs} ms.`);
    await clock.sleep(delayMs, signal);
  }
}

function mayRepeat({ effect, isIdempotent }: Tries["tool"], { isError, transient }: ToolAnswer): boolean {
  if (!isError || !transient) return false;
  return effect === "read" || isIdempotent || transient.isUnsent;
}
