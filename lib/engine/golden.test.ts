// One run with everything in it, told from beginning to end: a change of what the engine tells shows here as a whole.

import { expect, it } from "vitest";
import { logText } from "./testing/log-text";
import { runDrawn } from "./testing/run-drawn";

const drawing = `
  start -> think -> condition ->[case_1] read -> answer_1 -> join -> write -> answer_3 -> end
  condition ->[else] other -> join
  read ->[error] rescue -> join
  start -> answer_2
  think: render=thought says=Let_me_see|... takes=20
  condition: take=case_1
  read: fails=1 retry=2 delay=10 onError=branch takes=5
  answer_1: says=Found|it. takes=30
  answer_2: says=Meanwhile. takes=5
  write: takes=15
  answer_3: says=_Done.
`;

it("a run with a thought, a choice, a retry, an effect and answers out of order", async () => {
  const { events, ended } = await runDrawn(drawing, { graph: { nodes: { answer_1: { name: "Answer" } } } });
  expect(logText(events)).toEqual([
    "0 run starts",
    "0 start starts",
    "0 start succeeded",
    "0 answer_2 starts",
    "- answer_2 says Meanwhile.",
    "0 think starts",
    "- think thinks Let_me_see",
    "5 answer_2 succeeded",
    "- think thinks ...",
    "20 think succeeded",
    "20 condition starts",
    "20 condition succeeded",
    "20 other skipped",
    "20 read starts",
    "25 read tries again in 10: node_failed",
    "40 read succeeded",
    "40 rescue skipped",
    "40 answer_1 starts",
    "- answer_1 says Found",
    "- answer_1 says it.",
    "70 answer_1 succeeded",
    "70 join starts",
    "70 join succeeded",
    "70 write starts, stored",
    "85 write succeeded",
    "85 answer_3 starts",
    "- answer_3 says _Done.",
    "85 answer_3 succeeded",
    "85 end starts",
    "85 end succeeded",
    "85 run succeeded",
  ]);
  expect(ended).toMatchObject({
    response: "Meanwhile.Foundit._Done.",
    totals: { nodeExecutions: 11, durationMs: 85 },
  });
});
