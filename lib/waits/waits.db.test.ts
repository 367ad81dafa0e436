import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as post } from "@/app/api/v1/events/route";
import { POST as goOn } from "@/app/api/v1/runs/[runId]/continue/route";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { makeProgram, type Program } from "../http/testing/call-route";
import { newId } from "../shared/ids";
import { sendEvent } from "./commands";

provideDatabase({ connections: 20 });
beforeAll(setTestEnvironment);

let program: Program;
beforeEach(async () => {
  program = await makeProgram();
});

const asleep = { signalled: false, isDue: false };
const woken = { signalled: true, isDue: true };

async function leaseOf(runId: string) {
  const [row] = await systemSql()`
    select signalled, owner is null and expires_at <= now() as "isDue" from run_leases where run_id = ${runId}`;
  return row ? { ...row } : null;
}

async function answerOf(waitId: string) {
  const [row] = await systemSql()`select answer, ended_at from waits where id = ${waitId}`;
  return row?.ended_at ? row.answer : null;
}

const send = (key: string, data?: unknown) =>
  program.call(post, { body: { key, ...(data === undefined ? {} : { data }) } });
const makeWait = (values: Parameters<typeof make.wait>[0] = {}) =>
  make.wait({ workspaceId: program.workspaceId, correlationKey: "order 7", ...values });

describe("an event", () => {
  test("ends every wait for its key with its data, and wakes the runs", async () => {
    const run = await make.sleepingRun({ workspaceId: program.workspaceId });
    const waits = [
      await makeWait({ run, path: "loop[0]/wait" }),
      await makeWait({ run, path: "loop[1]/wait" }),
      await makeWait(),
    ];
    const data = { paid: true, lines: [1, "二", null] };
    expect(await send("order 7", data)).toEqual({ status: 200, body: { received: 3 } });
    for (const wait of waits) {
      expect(await answerOf(wait.id)).toEqual({ kind: "event", status: "received", data });
      expect(await leaseOf(wait.runId)).toEqual(woken);
    }
  });

  test("leaves alone other keys, other kinds of waits and waits whose time is over", async () => {
    const others = [
      await makeWait({ correlationKey: "order 8" }),
      await makeWait({ kind: "breakpoint" }),
      await makeWait({ until: new Date(Date.now() - 1000) }),
    ];
    expect(await send("order 7")).toMatchObject({ status: 404, body: { code: "event_unknown" } });
    for (const wait of others) {
      expect(await answerOf(wait.id)).toBeNull();
      expect(await leaseOf(wait.runId)).toEqual(asleep);
    }
  });

  test("of another workspace, or with a key that nobody waits for, is unknown", async () => {
    const theirs = await make.wait({ correlationKey: "order 7" });
    expect(await send("order 7")).toMatchObject({ status: 404, body: { code: "event_unknown" } });
    expect(await send("order ' or true --")).toMatchObject({ status: 404 });
    expect(await answerOf(theirs.id)).toBeNull();
  });

  test("for a run that has ended, or is to be cancelled, is unknown", async () => {
    const [over, stopping] = [await makeWait(), await makeWait()];
    await systemSql()`update runs set status = 'failed' where id = ${over.runId}`;
    await systemSql()`delete from run_leases where run_id = ${over.runId}`;
    await systemSql()`update runs set cancel_requested_at = now() where id = ${stopping.runId}`;
    expect(await send("order 7")).toMatchObject({ status: 404 });
    expect(await answerOf(over.id)).toBeNull();
    expect(await leaseOf(stopping.runId)).toEqual(asleep);
  });

  test("sent by many at once reaches each wait once", async () => {
    const waits = await Promise.all(Array.from({ length: 5 }, () => makeWait()));
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => send("order 7", at)));
    const received = answers.map(({ status, body }) => (status === 200 ? body.received : 0));
    expect(received.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === "event_unknown")).toBe(
      true,
    );
    for (const wait of waits) expect(await answerOf(wait.id)).toMatchObject({ status: "received" });
  });

  test("reaches more waits than one transaction ends", async () => {
    const run = await make.sleepingRun({ workspaceId: program.workspaceId });
    await systemSql()`
      insert into waits (id, workspace_id, run_id, path, kind, correlation_key)
      select gen_random_uuid(), ${program.workspaceId}, ${run.id}, 'loop[' || n || ']/wait', 'event', 'many'
      from generate_series(1, 1203) n`;
    expect(await send("many", "x")).toEqual({ status: 200, body: { received: 1203 } });
    const [left] = await systemSql()`
      select count(*)::int as n from waits where correlation_key = 'many' and ended_at is null`;
    expect(left?.n).toBe(0);
  });

  test("that can't wake its run leaves nothing behind", async () => {
    const wait = await makeWait();
    const sql = systemSql();
    await sql`create function refuse_waking() returns trigger language plpgsql as
      $$ begin if new.signalled then raise exception 'not now'; end if; return new; end $$`;
    await sql`create trigger refuse_waking before update on run_leases for each row execute function refuse_waking()`;
    const answer = await send("order 7").finally(() => sql`drop trigger refuse_waking on run_leases`);
    expect(answer).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(await answerOf(wait.id)).toBeNull();
    expect(await leaseOf(wait.runId)).toEqual(asleep);
    expect(await send("order 7")).toMatchObject({ status: 200 });
  });

  test("with a key for one agent reaches only that agent's runs", async () => {
    const workspace = { id: program.workspaceId };
    const agent = await make.agent({ workspaceId: workspace.id });
    const run = await make.sleepingRun({
      workspaceId: workspace.id,
      agentId: agent.id,
      workflowId: agent.workflowId,
    });
    const [own, other] = [await makeWait({ run }), await makeWait()];
    const scope = scopeOf(workspace, { id: program.userId }, { agentId: agent.id });
    expect(await sendEvent(scope, { key: "order 7", data: null })).toEqual({ received: 1 });
    expect(await answerOf(own.id)).toEqual({ kind: "event", status: "received", data: null });
    expect(await answerOf(other.id)).toBeNull();
  });

  test("that is too large, has no key or is no JSON is refused", async () => {
    await makeWait();
    const large = await send("order 7", "x".repeat(1_048_576));
    expect(large).toMatchObject({ status: 413, body: { code: "body_too_large" } });
    expect(await send("")).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(await program.call(post, { body: "{" })).toMatchObject({ status: 400, body: { code: "invalid_json" } });
    expect(await send("order 7", "\u0000")).toMatchObject({ status: 200 });
  });
});

describe("going on from a breakpoint", () => {
  const continueAt = (runId: string, body: object) => program.call(goOn, { params: { runId }, body });
  const makeBreakpoint = () =>
    make.wait({ workspaceId: program.workspaceId, kind: "breakpoint", path: "loop[2]/fetch" });

  test("ends the wait, with other inputs where they are given", async () => {
    const [plain, changed] = [await makeBreakpoint(), await makeBreakpoint()];
    expect(await continueAt(plain.runId, { path: plain.path })).toEqual({ status: 204, body: null });
    expect(await answerOf(plain.id)).toEqual({ kind: "breakpoint" });
    expect(await leaseOf(plain.runId)).toEqual(woken);
    const inputs = { url: "https://example.org" };
    expect((await continueAt(changed.runId, { path: changed.path, inputs })).status).toBe(204);
    expect(await answerOf(changed.id)).toEqual({ kind: "breakpoint", inputs });
  });

  test("twice, or where it does not wait, is refused", async () => {
    const wait = await makeBreakpoint();
    const both = await Promise.all([1, 2].map(() => continueAt(wait.runId, { path: wait.path })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)).toMatchObject({ body: { code: "not_waiting" } });
    const event = await makeWait();
    for (const path of ["elsewhere", event.path])
      expect(await continueAt(event.runId, { path })).toMatchObject({ status: 409, body: { code: "not_waiting" } });
    expect(await leaseOf(event.runId)).toEqual(asleep);
  });

  test("of a run that has ended, of another workspace, or that never was is refused", async () => {
    const wait = await makeBreakpoint();
    await systemSql()`update runs set status = 'cancelled' where id = ${wait.runId}`;
    const body = { path: wait.path };
    expect(await continueAt(wait.runId, body)).toMatchObject({ status: 409, body: { code: "run_ended" } });
    const theirs = await make.wait({ kind: "breakpoint" });
    for (const runId of [theirs.runId, newId()])
      expect(await continueAt(runId, { path: theirs.path })).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    expect(await answerOf(theirs.id)).toBeNull();
    expect(await continueAt(wait.runId, {})).toMatchObject({ status: 400 });
  });
});
