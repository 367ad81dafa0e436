// One try of one task: an activity around a loop with tools. A failure is kept, so that a further try is another
// activity; where a call inside waits, the task waits with it.

import type { NodeCall } from "../../engine/ports";
import { NodeFailure } from "../../engine/ports";
import { type LoopHost, type LoopPlan, runLoop } from "../agent-loop/run-loop";
import type { TaskEntry } from "../contract";

export interface TaskWork {
  entry: TaskEntry;
  /** Number of its plan, and its own in it, from 1. */
  plan: number;
  number: number;
  goal: string;
  soFar: string;
  /** Called before the work begins, and not where it had ended before. */
  begun(): Promise<void>;
}

export type TaskEnd =
  | { status: "succeeded"; text: string }
  | { status: "failed"; message: string }
  | { status: "waiting" };

const maxResult = 20_000;

/** Works a task off, or gives how that has ended before. */
export async function workTask(
  host: LoopHost & { call: Pick<NodeCall, "activities"> },
  plan: Omit<LoopPlan, "keyPrefix" | "messages" | "speaks">,
  { entry, plan: planNumber, number, goal, soFar, begun }: TaskWork,
): Promise<TaskEnd> {
  const key = `plan[${planNumber}].task[${number}].try[${entry.retryCount + 1}]`;
  const question = [
    `You work towards a goal, one task after the other. The goal:\n${goal}`,
    `The tasks so far:\n${soFar}`,
    `Now do this task and give its result:\n${entry.name}\n${entry.description}`.trim(),
    ...(entry.error === undefined ? [] : [`The try before failed: ${entry.error}`]),
  ].join("\n\n");
  const inputs = { task: entry.name, description: entry.description };
  const end = await host.call.activities.run(
    { key, name: entry.name, type: "task", effect: "pure", renderMode: "thought", inputs, keepsFailure: true },
    async () => {
      await begun();
      const messages = [{ role: "user" as const, content: question }];
      const done = await runLoop(host, { ...plan, keyPrefix: `${key}.`, messages, speaks: false });
      if (!done) return { outputs: {}, wait: { kind: "activities" } };
      if (done.reason === "max_turns" || done.reason === "cost_limit") {
        const message = `The task was not done when its limit was reached (${done.reason}).`;
        throw new NodeFailure({ code: "agent_limit_reached", message });
      }
      const text = (done.text || done.calls.at(-1)?.text || "").slice(0, maxResult).toWellFormed();
      return { outputs: { text, turns: done.turns }, content: text };
    },
  );
  if (end.status === "waiting") return { status: "waiting" };
  if (end.status === "failed") return { status: "failed", message: end.error.message };
  const { text } = end.outputs;
  return { status: "succeeded", text: typeof text === "string" ? text : "" };
}
