// Asks for the tasks towards the goal, as an activity that shows the list; a further plan knows what came of the first.

import { z } from "zod";
import { NodeFailure } from "../../engine/ports";
import type { JsonObject } from "../../shared/json";
import type { ModelHost } from "../agent-loop/ask-model";
import { askStructured, schemaInstruction } from "../agent-loop/structured-answer";
import type { PlannedTask } from "./task-list";

export interface PlanRequest {
  /** From 1. */
  number: number;
  goal: string;
  /** What came of the tasks so far; null for the first plan. */
  soFar: string | null;
  tools: readonly { name: string; description: string }[];
  maxTasks: number;
}

const storedSchema = z.object({ tasks: z.array(z.object({ name: z.string(), description: z.string() })) });

/** The tasks of a plan, or those that it had when it was made. */
export async function makePlan(host: ModelHost, request: PlanRequest): Promise<PlannedTask[]> {
  const { number, goal, soFar, tools, maxTasks } = request;
  const key = `plan[${number}]`;
  const inputs: JsonObject = { goal, ...(soFar === null ? {} : { soFar }) };
  const spec = { key, name: "Plan", type: "plan", effect: "pure", renderMode: "thought", inputs } as const;
  const end = await host.call.activities.run(spec, async () => {
    const schema = schemaFor(maxTasks);
    const known = tools.map(({ name, description }) => `- ${name}: ${description.slice(0, 300)}`).join("\n");
    const question = [
      `The goal:\n${goal}`,
      ...(known === "" ? [] : [`Tools that tasks can use:\n${known}`]),
      ...(soFar === null
        ? []
        : [`An earlier plan came to this:\n${soFar}\nPlan only what is left, differently where something failed.`]),
      `Write the tasks that lead to the goal, in the order in which they are to be done, at most ${maxTasks}. Each can be done by itself and has a result. ${schemaInstruction(schema)}`,
    ].join("\n\n");
    const { object } = await askStructured(host, {
      key: `${key}.ask`,
      name: "Plan",
      schema,
      messages: [{ role: "user", content: question }],
      known: 0,
      keepResults: 1,
      retries: 2,
    });
    const tasks = storedSchema.parse(object).tasks.slice(0, maxTasks);
    const content = tasks.map((task, index) => `${index + 1}. ${task.name}`).join("\n");
    return { outputs: { tasks: tasks.map((task) => ({ ...task })) }, content };
  });
  if (end.status === "waiting") throw new Error("a plan does not wait");
  if (end.status === "failed") throw new NodeFailure(end.error);
  return storedSchema.parse(end.outputs).tasks;
}

function schemaFor(maxTasks: number): JsonObject {
  const text = { type: "string", minLength: 1 };
  const task = {
    type: "object",
    properties: { name: { ...text, maxLength: 200 }, description: { type: "string" } },
    required: ["name", "description"],
    additionalProperties: false,
  };
  return {
    type: "object",
    properties: { tasks: { type: "array", items: task, minItems: 1, maxItems: maxTasks } },
    required: ["tasks"],
    additionalProperties: false,
  };
}
