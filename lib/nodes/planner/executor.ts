// Plans, works the tasks off in their order, tries one that fails again, plans anew where it still fails, and says at
// the end what came of it. The list is kept as rows whenever it changes.

import { NodeFailure } from "../../engine/ports";
import { textOf } from "../../expressions/values";
import { AppError } from "../../shared/errors";
import { askModel } from "../agent-loop/ask-model";
import { openToolsOf, planOfConfig } from "../agent-loop/plan-of-config";
import { Speaker } from "../agent-loop/speaker";
import type { Executor, TaskEntry } from "../contract";
import { type PlannerConfig, plannerDefaults } from "./definition";
import { makePlan } from "./make-plan";
import { TaskList } from "./task-list";
import { workTask } from "./work-task";

export const runPlanner: Executor<PlannerConfig> = async (call, context) => {
  const { config, voice } = call;
  const goal = textOf(config.goal, 0);
  if (goal.trim() === "") {
    throw new AppError("node_failed", "The goal is empty, so there is nothing to plan.", {
      details: [{ path: "config.goal", code: "field_missing", message: "The goal is empty." }],
    });
  }
  const system = textOf(config.instructions ?? null, 0).trim() || null;
  const loop = planOfConfig(config);
  const tools = await openToolsOf(config, context, voice);
  const host = { call, context, modelId: loop.modelId, system, parameters: loop.parameters };
  const { maxTasks = plannerDefaults.maxTasks, maxPlans = plannerDefaults.maxPlans } = config;
  const taskRetries = config.taskRetries ?? plannerDefaults.taskRetries;
  const list = new TaskList();
  const keep = () => context.keepTasks(call.path, list.all);
  let plans = 0;
  let worked = 0;
  const planAnew = async () => {
    plans++;
    const request = { number: plans, goal, soFar: plans === 1 ? null : list.tell(), tools, maxTasks };
    list.replan(plans, await makePlan(host, request));
    worked = 0;
  };
  await planAnew();
  await keep();
  for (let entry = list.next; entry; entry = list.next) {
    worked++;
    const end = await workEntry(entry, worked);
    await keep();
    if (end === "waiting") return { outputs: {}, wait: { kind: "activities" } };
    if (end === "succeeded") continue;
    if (plans >= maxPlans) throw failed(entry);
    await planAnew();
    await keep();
  }
  const speaker = new Speaker(voice);
  const question = `The goal was:\n${goal}\n\nWhat came of the tasks:\n${list.tell()}\n\nGive the answer to the goal from these results.`;
  const { text } = await askModel(host, {
    key: "answer",
    name: "Answer",
    messages: [{ role: "user", content: question }],
    known: 0,
    keepResults: 1,
    speaker,
  });
  return { outputs: { text, tasks: list.asValue(), plans } };

  async function workEntry(entry: TaskEntry, number: number): Promise<"succeeded" | "failed" | "waiting"> {
    for (;;) {
      entry.status = "running";
      const soFar = list.tell();
      const end = await workTask(
        { call, context },
        { ...loop, system, tools },
        { entry, plan: plans, number, goal, soFar, begun: keep },
      );
      if (end.status === "waiting") return "waiting";
      if (end.status === "succeeded") {
        Object.assign(entry, { status: "succeeded", output: { text: end.text } });
        delete entry.error;
        return "succeeded";
      }
      entry.error = end.message;
      if (entry.retryCount >= taskRetries) {
        entry.status = "failed";
        return "failed";
      }
      entry.retryCount++;
    }
  }

  function failed({ name, error }: TaskEntry): NodeFailure {
    const message = `The task “${name}” failed, and ${maxPlans === 1 ? "no other plan is allowed" : `so did ${maxPlans} plans`}: ${error ?? ""}`;
    return new NodeFailure({ code: "node_failed", message, params: { task: name } });
  }
};
