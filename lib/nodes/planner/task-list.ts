// The list that a planner works off: what is done, what failed, what is left. Pure.

import type { JsonObject } from "../../shared/json";
import type { TaskEntry } from "../contract";

export interface PlannedTask {
  name: string;
  description: string;
}

export class TaskList {
  private readonly entries: TaskEntry[] = [];

  /** Puts a new plan in place of everything that has not been begun. */
  replan(plan: number, tasks: readonly PlannedTask[]): void {
    for (const entry of this.entries) if (entry.status === "pending") entry.status = "cancelled";
    for (const [index, { name, description }] of tasks.entries()) {
      this.entries.push({
        key: `plan[${plan}].task[${index + 1}]`,
        name,
        description,
        status: "pending",
        retryCount: 0,
      });
    }
  }

  get next(): TaskEntry | undefined {
    return this.entries.find((entry) => entry.status === "pending" || entry.status === "running");
  }

  get all(): TaskEntry[] {
    return this.entries.map((entry) => ({ ...entry }));
  }

  get hasSucceeded(): boolean {
    return this.entries.some((entry) => entry.status === "succeeded");
  }

  /** For a model: every task that was begun, with what came of it. */
  tell(): string {
    const lines = this.entries
      .filter((entry) => entry.status !== "cancelled")
      .map(({ name, status, output, error }, index) => `${index + 1}. ${name} – ${resultOf(status, output, error)}`);
    return lines.length === 0 ? "Nothing yet." : lines.join("\n");
  }

  /** As a value of the node. */
  asValue(): JsonObject[] {
    return this.entries.map(({ name, description, status, retryCount, output, error }) => ({
      name,
      description,
      status,
      retries: retryCount,
      result: output?.text ?? null,
      error: error ?? null,
    }));
  }
}

function resultOf(status: TaskEntry["status"], output: JsonObject | undefined, error: string | undefined): string {
  if (status === "succeeded") return `done: ${typeof output?.text === "string" ? output.text : ""}`;
  if (status === "failed") return `failed: ${error ?? ""}`;
  return status === "running" ? "being worked on" : "not begun";
}
