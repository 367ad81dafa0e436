import { expect, it } from "vitest";
import { activityNameOf } from "./activity-name";

it.each([
  ["agent:turn[3].ask", "model-call", { kind: "turn", number: 3 }],
  ["loop[2]/agent:turn[1].ask", "model-call", { kind: "turn", number: 1 }],
  ["planner:plan[1].task[2].try[1].turn[4].ask", "model-call", { kind: "turn", number: 4 }],
  ["planner:plan[2]", "plan", { kind: "plan", number: 2 }],
  ["planner:plan[1].ask[3]", "model-call", { kind: "plan", number: 1 }],
  ["agent:answer[2]", "model-call", { kind: "answer" }],
  ["planner:answer", "model-call", { kind: "answer" }],
  ["agent:turn[1].call[2]", "tool-call", null],
  ["planner:plan[1].task[2].try[1]", "task", null],
  ["answer", "answer", null],
  ["turn[1].ask", "model-call", null],
])("%s of the type %s", (path, type, name) => {
  expect(activityNameOf({ path, type })).toEqual(name);
});
