import { beforeAll, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import type { Field } from "../graph/schema";
import { decideApproval } from "./commands";
import { decideBody } from "./contract";
import { getApproval } from "./queries";
import { asleep, readLease, woken } from "./testing/read-lease";

provideDatabase({ connections: 20 });
beforeAll(setTestEnvironment);

const form: Field[] = [
  { name: "amount", type: "number", label: "Amount", required: true },
  { name: "reason", type: "string", options: ["gift", "error"] },
];
const approve = decideBody.parse({ outcome: "approve" });
const reject = decideBody.parse({ outcome: "reject" });

async function makeScope() {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  return { workspace, user, scope: scopeOf(workspace, user) };
}

const soon = (ms: number) => new Date(Date.now() + ms);

describe("a decision", () => {
  test("is stored with its values and wakes the run, and both are noted", async () => {
    const { scope, user, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, formSchema: form, draft: "Dear Ada" });
    expect(await readLease(approval.runId)).toEqual(asleep);
    const body = { outcome: "approve", values: { amount: "12", other: 1 }, text: "Dear Bob", comment: " fine " };
    const view = await decideApproval(scope, approval.id, decideBody.parse(body));
    expect(view).toMatchObject({
      status: "approved",
      mayDecide: false,
      decision: {
        values: { amount: 12, reason: null },
        text: "Dear Bob",
        comment: "fine",
        by: "user",
        decidedBy: { id: user.id, name: user.name },
      },
    });
    expect(view.decision?.values).not.toHaveProperty("other");
    expect(await readLease(approval.runId)).toEqual(woken);
    const [noted] = await systemSql()`
      select action, actor_id, metadata ->> 'runId' as run from audit_logs where resource_id = ${approval.id}`;
    expect(noted).toMatchObject({ action: "approval.decide", actor_id: user.id, run: approval.runId });
  });

  test("without a word about the draft leaves it as it is", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, draft: "Dear Ada" });
    expect((await decideApproval(scope, approval.id, approve)).decision).toMatchObject({
      text: "Dear Ada",
      comment: "",
    });
  });

  test("of a run that works elsewhere tells it, and leaves its process the lease", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    await systemSql()`
      update run_leases set owner = ${scope.requestId}, expires_at = now() + interval '1 minute'
      where run_id = ${approval.runId}`;
    await systemSql()`update runs set status = 'running' where id = ${approval.runId}`;
    await decideApproval(scope, approval.id, approve);
    expect(await readLease(approval.runId)).toEqual({ signalled: true, isDue: false });
  });

  test("whose run can't be woken is not made", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    const sql = systemSql();
    await sql`create function refuse_waking() returns trigger language plpgsql as
      $$ begin if new.signalled then raise exception 'not now'; end if; return new; end $$`;
    await sql`create trigger refuse_waking before update on run_leases for each row execute function refuse_waking()`;
    await expect(decideApproval(scope, approval.id, approve)).rejects.toThrow("not now");
    await sql`drop trigger refuse_waking on run_leases`;
    expect(await getApproval(scope, approval.id)).toMatchObject({ status: "pending", decision: null });
    expect(await readLease(approval.runId)).toEqual(asleep);
    const noted = await sql`select from audit_logs where resource_id = ${approval.id}`;
    expect(noted).toHaveLength(0);
    expect((await decideApproval(scope, approval.id, approve)).status).toBe("approved");
  });
});

describe("what does not fit the form", () => {
  test.each([
    [{}, ["values.amount required"]],
    [{ amount: "many", reason: "whim" }, ["values.amount wrong_type", "values.reason not_an_option"]],
  ])("%j is refused field by field, and nothing happens", async (values, faults) => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, formSchema: form });
    const failure = await decideApproval(scope, approval.id, { ...approve, values }).catch((error) => error);
    expect(failure).toMatchObject({ code: "inputs_invalid", status: 422 });
    expect(failure.details.map((fault: { path: string; code: string }) => `${fault.path} ${fault.code}`)).toEqual(
      faults,
    );
    expect((await getApproval(scope, approval.id)).status).toBe("pending");
    expect(await readLease(approval.runId)).toEqual(asleep);
  });

  test("a text where there is none to change is refused", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    await expect(decideApproval(scope, approval.id, { ...approve, text: "x" })).rejects.toMatchObject({
      code: "inputs_invalid",
      details: [{ path: "text" }],
    });
  });

  test("may stay empty by whoever says no, but not be wrong", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, formSchema: form });
    const wrong = decideApproval(scope, approval.id, { ...reject, values: { amount: "many" } });
    await expect(wrong).rejects.toMatchObject({ code: "inputs_invalid" });
    expect((await decideApproval(scope, approval.id, reject)).decision?.values).toEqual({ amount: null, reason: null });
  });
});

describe("a second decision", () => {
  test("is refused with the first one, by whom and how", async () => {
    const { scope, user, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    await decideApproval(scope, approval.id, { ...reject, comment: "no" });
    const other = scopeOf(workspace, await make.member(workspace, "operator"));
    await expect(decideApproval(other, approval.id, approve)).rejects.toMatchObject({
      code: "approval_decided",
      status: 409,
      params: { status: "rejected", by: "user", name: user.name },
      extra: { decision: { status: "rejected", comment: "no", decidedBy: { id: user.id } } },
    });
  });

  test("at the same moment loses, however many there are", async () => {
    const { scope, workspace } = await makeScope();
    for (let round = 0; round < 5; round++) {
      const approval = await make.approval({ workspaceId: workspace.id });
      const many = Array.from({ length: 12 }, (_, at) =>
        decideApproval(scope, approval.id, { ...(at % 2 ? approve : reject), comment: `${at}` }),
      );
      const settled = await Promise.allSettled(many);
      const won = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const lost = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost.map(({ code }) => code)).toEqual(Array.from({ length: 11 }, () => "approval_decided"));
      expect(new Set(lost.map(({ extra }) => extra.decision.comment))).toEqual(new Set([won[0]?.decision?.comment]));
      const [noted] = await systemSql()`
        select count(*)::int as n from audit_logs where resource_id = ${approval.id}`;
      expect(noted?.n).toBe(1);
    }
  });
});

describe("the deadline", () => {
  test("once passed refuses the decision, expires the approval and wakes the run", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, expiresAt: soon(-1) });
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "approval_expired" });
    const [row] = await systemSql()`select status, decision ->> 'by' as by from approvals where id = ${approval.id}`;
    expect(row).toMatchObject({ status: "expired", by: "deadline" });
    expect(await readLease(approval.runId)).toEqual(woken);
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "approval_expired" });
  });

  test("that lies ahead changes nothing", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, expiresAt: soon(60_000) });
    expect((await decideApproval(scope, approval.id, approve)).status).toBe("approved");
  });

  test("is judged when the run is had, not when the request came", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, expiresAt: soon(400) });
    const deciding = systemSql().begin(async (tx) => {
      await tx`select from run_leases where run_id = ${approval.runId} for update`;
      const late = decideApproval(scope, approval.id, approve).catch((error) => error);
      await tx`select pg_sleep(0.6)`;
      return [late];
    });
    const [late] = await deciding;
    expect(await late).toMatchObject({ code: "approval_expired" });
  });
});

describe("a run", () => {
  test("that ends by somebody else's decision meanwhile is told by that decision", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    const [second] = await systemSql().begin(async (tx) => {
      await tx`select from run_leases where run_id = ${approval.runId} for update`;
      const second = decideApproval(scope, approval.id, approve).catch((error) => error);
      await tx`select pg_sleep(0.3)`;
      const decision = JSON.stringify({ values: {}, text: null, comment: "", by: "link" });
      await tx`update approvals set status = 'rejected', decision = ${decision}::text::json, decided_at = now()
        where id = ${approval.id}`;
      await tx`update runs set status = 'succeeded', finished_at = now() where id = ${approval.runId}`;
      await tx`delete from run_leases where run_id = ${approval.runId}`;
      return [second];
    });
    expect(await second).toMatchObject({ code: "approval_decided", params: { status: "rejected", by: "link" } });
  });

  test.each(["succeeded", "failed", "cancelled"] as const)("that has %s takes no decision", async (status) => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    await systemSql()`update runs set status = ${status} where id = ${approval.runId}`;
    await systemSql()`delete from run_leases where run_id = ${approval.runId}`;
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "run_ended", status: 409 });
    expect((await getApproval(scope, approval.id)).status).toBe("pending");
  });

  test("that is to be cancelled takes no decision", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    await systemSql()`update runs set cancel_requested_at = now() where id = ${approval.runId}`;
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "run_ended" });
    expect(await readLease(approval.runId)).toEqual(asleep);
  });

  test("that cancelled the approval says so, and why", async () => {
    const { scope, workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id, status: "cancelled" });
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "not_waiting" });
    await systemSql()`update runs set status = 'cancelled' where id = ${approval.runId}`;
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({ code: "run_ended" });
  });
});

describe("who may decide", () => {
  async function roleId(name: string): Promise<string> {
    const [row] = await systemSql()<{ id: string }[]>`select id from roles where name = ${name} and team_id is null`;
    return row?.id ?? "";
  }

  test("is whoever has the permission, where nobody is named", async () => {
    const { workspace } = await makeScope();
    const approval = await make.approval({ workspaceId: workspace.id });
    const without = scopeOf(workspace, await make.member(workspace, "viewer"), {
      permissions: new Set(["approval.view"]),
    });
    expect((await getApproval(without, approval.id)).mayDecide).toBe(false);
    await expect(decideApproval(without, approval.id, approve)).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "approval.decide" },
    });
    expect(await readLease(approval.runId)).toEqual(asleep);
  });

  test("is the person who is named, and nobody else", async () => {
    const { scope, workspace } = await makeScope();
    const named = await make.member(workspace, "operator");
    const approval = await make.approval({ workspaceId: workspace.id, assignees: [named.id] });
    const view = await getApproval(scope, approval.id);
    expect(view).toMatchObject({ mayDecide: false, assignees: [{ id: named.id, kind: "user", name: named.name }] });
    await expect(decideApproval(scope, approval.id, approve)).rejects.toMatchObject({
      code: "not_assigned",
      status: 403,
      params: { assignees: named.name },
    });
    expect((await decideApproval(scopeOf(workspace, named), approval.id, approve)).status).toBe("approved");
  });

  test("is whoever has a role that is named, or one that inherits from it", async () => {
    const { scope, workspace } = await makeScope();
    const builder = scopeOf(workspace, await make.member(workspace, "builder"));
    const operator = scopeOf(workspace, await make.member(workspace, "operator"));
    const approval = await make.approval({ workspaceId: workspace.id, assignees: [await roleId("builder")] });
    const may = async (who: typeof scope) => (await getApproval(who, approval.id)).mayDecide;
    expect([await may(builder), await may(scope), await may(operator)]).toEqual([true, true, false]);
    await expect(decideApproval(operator, approval.id, approve)).rejects.toMatchObject({
      code: "not_assigned",
      params: { assignees: "Builder" },
    });
    expect((await decideApproval(builder, approval.id, approve)).status).toBe("approved");
  });

  test("never is somebody from elsewhere, for whom there is nothing", async () => {
    const [{ workspace }, stranger] = [await makeScope(), await makeScope()];
    const approval = await make.approval({ workspaceId: workspace.id, assignees: [stranger.user.id] });
    await expect(decideApproval(stranger.scope, approval.id, approve)).rejects.toMatchObject({ code: "not_found" });
    // Nor is the stranger's name told.
    expect((await getApproval(scopeOf(workspace, stranger.user), approval.id)).assignees).toEqual([]);
    expect(await readLease(approval.runId)).toEqual(asleep);
  });

  test("with a key for one agent are the approvals of that agent's runs", async () => {
    const { scope, workspace } = await makeScope();
    const agent = await make.agent({ workspaceId: workspace.id });
    const run = await make.sleepingRun({ workspaceId: workspace.id, agentId: agent.id, workflowId: agent.workflowId });
    const [own, other] = [await make.approval({ run }), await make.approval({ workspaceId: workspace.id })];
    const limited = { ...scope, agentId: agent.id };
    await expect(decideApproval(limited, other.id, approve)).rejects.toMatchObject({ code: "not_found" });
    expect((await decideApproval(limited, own.id, approve)).status).toBe("approved");
  });
});
