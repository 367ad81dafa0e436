// From a run that asks to the answer that it gives, with the real engine and nodes, and decisions that come over the API.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as decide } from "@/app/api/v1/approvals/[approvalId]/decide/route";
import { POST as createLink } from "@/app/api/v1/approvals/[approvalId]/link/route";
import { GET as count } from "@/app/api/v1/approvals/count/route";
import { GET as list } from "@/app/api/v1/approvals/route";
import { POST as decideByLink } from "@/app/api/v1/decide/[token]/route";
import { POST as sendEvent } from "@/app/api/v1/events/route";
import { POST as cancel } from "@/app/api/v1/runs/[runId]/cancel/route";
import { GET as getRun } from "@/app/api/v1/runs/[runId]/route";
import { POST as start } from "@/app/api/v1/workflows/[workflowId]/runs/route";
import { POST as createWorkflow } from "@/app/api/v1/workflows/route";
import { provideDatabase } from "@/db/testing/database";
import { setTestEnvironment } from "../auth/testing/request";
import type { Graph } from "../graph/schema";
import { makeProgram, type Program } from "../http/testing/call-route";
import { resumeRuns } from "../runs/resume-runs";
import { releaseRuns, runRuntime } from "../runs/runtime";
import { takeRuns } from "../runs/take-runs";
import { graphOf } from "../runs/testing/graphs";

provideDatabase({ connections: 12 });
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

let program: Program;
beforeEach(async () => {
  program = await makeProgram();
});

const say = (text: string) => ({ type: "answer", renderMode: "message", config: { text } }) as const;

const refundGraph = graphOf(
  {
    start: { type: "start" },
    ask: {
      type: "approval",
      config: {
        title: "Refund for {{ start.query }}",
        editable: true,
        draft: "Dear {{ start.query }}",
        form: [{ name: "amount", type: "number", required: true }],
      },
    },
    yes: say("{{ ask.text }}: {{ ask.values.amount }} ({{ ask.comment }}). "),
    no: say("No. "),
    end: { type: "end" },
  },
  ["start -> ask", "ask:approved -> yes", "ask:rejected -> no", "yes -> end", "no -> end"],
);

const twoGraph = graphOf(
  {
    start: { type: "start" },
    first: { type: "approval", config: { title: "First" } },
    second: { type: "approval", config: { title: "Second" } },
    one: say("{{ first.decision }} "),
    two: say("{{ second.decision }}"),
    end: { type: "end" },
  },
  ["start -> first", "start -> second", "first:approved -> one", "second:rejected -> two", "one -> end", "two -> end"],
);

const eventGraph = graphOf(
  {
    start: { type: "start" },
    wait: { type: "wait", config: { mode: "event", key: "paid {{ start.query }}" } },
    told: say("{{ wait.data.amount }}"),
    end: { type: "end" },
  },
  ["start -> wait", "wait:received -> told", "told -> end"],
);

/** Starts a draft and waits until no process holds its run. */
async function startAsleep(graph: Graph, query: string): Promise<string> {
  const made = await program.call(createWorkflow, { body: { name: `w${Math.random()}`, graph } });
  const body = { version: "draft", query, respond: "async" };
  const started = await program.call(start, { params: { workflowId: made.body.id }, body });
  expect(started.status).toBe(202);
  const runId: string = started.body.id;
  await settle();
  expect(await program.call(getRun, { params: { runId } })).toMatchObject({ body: { status: "paused" } });
  return runId;
}

/** What a worker does: takes what is due, until nothing is executed here any more. */
async function settle(): Promise<void> {
  await resumeRuns(await takeRuns(50, [...runRuntime().executing.keys()]));
  await Promise.all([...runRuntime().executing.values()].map((run) => run.done));
}

const pendingOf = async (runId: string) => (await program.call(list, { query: { runId } })).body.items;
const viewOf = async (runId: string) => (await program.call(getRun, { params: { runId } })).body;

test("an approval goes from the inbox into the answer, with its form and the changed text", async () => {
  const runId = await startAsleep(refundGraph, "Ada");
  const [approval] = await pendingOf(runId);
  expect(approval).toMatchObject({ title: "Refund for Ada", draft: "Dear Ada", nodeName: "ask", mayDecide: true });
  expect((await program.call(count)).body).toEqual({ count: 1 });
  const params = { approvalId: approval.id };
  const wrong = await program.call(decide, { params, body: { outcome: "approve" } });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: "values.amount" }] } });
  const body = { outcome: "approve", values: { amount: 3 }, text: "Hello Ada", comment: "ok" };
  expect(await program.call(decide, { params, body })).toMatchObject({ status: 200 });
  expect((await program.call(count)).body).toEqual({ count: 0 });
  await settle();
  expect(await viewOf(runId)).toMatchObject({ status: "succeeded", response: "Hello Ada: 3 (ok). " });
  expect(await program.call(decide, { params, body })).toMatchObject({
    status: 409,
    body: { code: "approval_decided" },
  });
});

test("a link decides for a run as the inbox does", async () => {
  const runId = await startAsleep(refundGraph, "Bob");
  const [approval] = await pendingOf(runId);
  const link = await program.call(createLink, { params: { approvalId: approval.id }, body: {} });
  const token: string = link.body.url.split("/").at(-1);
  const answer = await program.call(decideByLink, { params: { token }, body: { outcome: "reject" } });
  expect(answer).toMatchObject({ status: 200, body: { status: "rejected" } });
  await settle();
  expect(await viewOf(runId)).toMatchObject({ status: "succeeded", response: "No. " });
});

test("several approvals of one run are decided each by itself, in any order", async () => {
  const runId = await startAsleep(twoGraph, "x");
  const waiting: { id: string; title: string }[] = await pendingOf(runId);
  expect(waiting.map(({ title }) => title).sort()).toEqual(["First", "Second"]);
  for (const title of ["Second", "First"]) {
    const approvalId = waiting.find((one) => one.title === title)?.id ?? "";
    const outcome = title === "First" ? "approve" : "reject";
    expect((await program.call(decide, { params: { approvalId }, body: { outcome } })).status).toBe(200);
    await settle();
    expect((await viewOf(runId)).status).toBe(title === "First" ? "succeeded" : "paused");
  }
  expect((await viewOf(runId)).response).toBe("approved rejected");
});

test("an event ends the wait of the run that names its key, and of no other", async () => {
  const [mine, other] = [await startAsleep(eventGraph, "7"), await startAsleep(eventGraph, "8")];
  const body = { key: "paid 7", data: { amount: 12 } };
  expect(await program.call(sendEvent, { body })).toMatchObject({ status: 200, body: { received: 1 } });
  await settle();
  expect(await viewOf(mine)).toMatchObject({ status: "succeeded", response: "12" });
  expect(await viewOf(other)).toMatchObject({ status: "paused" });
  expect(await program.call(sendEvent, { body })).toMatchObject({ status: 404, body: { code: "event_unknown" } });
});

test("a run that is cancelled while it waits takes no decision any more", async () => {
  const runId = await startAsleep(refundGraph, "Eve");
  const [approval] = await pendingOf(runId);
  const params = { approvalId: approval.id };
  expect((await program.call(cancel, { params: { runId }, body: {} })).status).toBe(200);
  const late = () => program.call(decide, { params, body: { outcome: "reject" } });
  expect(await late()).toMatchObject({ status: 409, body: { code: "run_ended" } });
  await settle();
  expect(await viewOf(runId)).toMatchObject({ status: "cancelled" });
  expect(await late()).toMatchObject({ status: 409, body: { code: "run_ended" } });
  expect((await program.call(count)).body).toEqual({ count: 0 });
});

test("decisions, cancellations and workers at the same moment never stop each other", async () => {
  const runIds: string[] = [];
  for (let at = 0; at < 9; at++) runIds.push(await startAsleep(twoGraph, `${at}`));
  const asked = (await Promise.all(runIds.map(pendingOf))).flat();
  expect(asked).toHaveLength(18);
  const decisions = asked.flatMap(({ id, title }: { id: string; title: string }) => {
    const body = { outcome: title === "First" ? "approve" : "reject" };
    return [1, 2].map(() => program.call(decide, { params: { approvalId: id }, body }));
  });
  const cancelled = runIds.filter((_, at) => at % 3 === 0);
  const cancels = cancelled.map((runId) => program.call(cancel, { params: { runId }, body: {} }));
  const [decided, stopped] = await Promise.all([Promise.all(decisions), Promise.all(cancels), settle(), settle()]);
  // A run may have ended before somebody wanted it cancelled; nothing else may go wrong.
  const codes = new Set(decided.filter(({ status }) => status !== 200).map(({ body }) => body.code));
  for (const code of codes) expect(["approval_decided", "run_ended"]).toContain(code);
  for (const { status } of stopped) expect([200, 409]).toContain(status);
  for (let round = 0; round < 3; round++) await settle();
  const ends = await Promise.all(runIds.map(viewOf));
  expect(ends.map(({ status }) => status).filter((status) => status !== "succeeded" && status !== "cancelled")).toEqual(
    [],
  );
  for (const [at, { status }] of ends.entries()) if (at % 3 !== 0) expect(status).toBe("succeeded");
  for (const { status, response } of ends) if (status === "succeeded") expect(response).toBe("approved rejected");
});
