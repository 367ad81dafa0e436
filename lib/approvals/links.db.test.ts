import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as decideByKey } from "@/app/api/v1/approvals/[approvalId]/decide/route";
import { POST as createLink } from "@/app/api/v1/approvals/[approvalId]/link/route";
import { POST as decide, GET as open } from "@/app/api/v1/decide/[token]/route";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { env } from "../env";
import { makeProgram, type Program } from "../http/testing/call-route";
import { makeSigner } from "../vault/make-signer";
import { readDecisionToken, writeDecisionToken } from "./decision-token";
import { readLease, woken } from "./testing/read-lease";

provideDatabase({ connections: 12 });
beforeAll(setTestEnvironment);

let program: Program;
beforeEach(async () => {
  program = await makeProgram();
  Reflect.deleteProperty(globalThis, "weftPublicWindows");
});

/** As somebody without any credential. */
async function visit(handler: typeof open, token: string, body?: object) {
  const request = new Request(`http://localhost/api/v1/decide/${token}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await handler(request, { params: Promise.resolve({ token }) });
  return { status: response.status, body: await response.json() };
}

async function makeLink(values: Parameters<typeof make.approval>[0] = {}) {
  const approval = await make.approval({ workspaceId: program.workspaceId, ...values });
  const made = await program.call(createLink, { params: { approvalId: approval.id }, body: {} });
  expect(made.status).toBe(201);
  const url: string = made.body.url;
  expect(url.startsWith(`${env().publicUrl}/decide/`)).toBe(true);
  return { approval, token: url.slice(url.lastIndexOf("/") + 1), expiresAt: Date.parse(made.body.expiresAt) };
}

describe("a link", () => {
  test("shows what it asks for, decides once without a session, and then says so", async () => {
    const form = [{ name: "amount", type: "number" as const, required: true }];
    const { approval, token } = await makeLink({
      title: "Refund",
      body: "12 EUR",
      draft: "Dear Ada",
      formSchema: form,
    });
    const shown = await visit(open, token);
    expect(shown).toMatchObject({
      status: 200,
      body: { title: "Refund", body: "12 EUR", draft: "Dear Ada", form, status: "pending", decidedAt: null },
    });
    expect(Object.keys(shown.body)).not.toContain("id");
    expect(await visit(decide, token, { outcome: "approve" })).toMatchObject({
      status: 422,
      body: { code: "inputs_invalid", errors: [{ path: "values.amount", code: "required" }] },
    });
    const decided = await visit(decide, token, { outcome: "approve", values: { amount: 3 }, comment: "ok" });
    expect(decided).toMatchObject({ status: 200, body: { status: "approved", decidedAt: expect.any(String) } });
    const [row] = await systemSql()`select status, decided_by, decision from approvals where id = ${approval.id}`;
    expect(row).toMatchObject({
      status: "approved",
      decided_by: null,
      decision: { by: "link", values: { amount: 3 }, text: "Dear Ada", comment: "ok" },
    });
    expect(await readLease(approval.runId)).toEqual(woken);
    expect(await visit(decide, token, { outcome: "reject" })).toMatchObject({
      status: 409,
      body: { code: "approval_decided", params: { status: "approved" } },
    });
    expect(await visit(open, token)).toMatchObject({ status: 200, body: { status: "approved" } });
    const [noted] = await systemSql()`
      select actor_id, metadata ->> 'by' as by from audit_logs
      where resource_id = ${approval.id} and action = 'approval.decide'`;
    expect(noted).toMatchObject({ actor_id: program.userId, by: "link" });
  });

  test("only looks when it is looked at", async () => {
    const { approval, token } = await makeLink();
    for (let at = 0; at < 3; at++) await visit(open, token);
    const [row] = await systemSql()`select status from approvals where id = ${approval.id}`;
    expect(row?.status).toBe("pending");
  });

  test("used by many at once decides once", async () => {
    const { token } = await makeLink();
    const answers = await Promise.all(Array.from({ length: 8 }, () => visit(decide, token, { outcome: "approve" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  });

  test("loses against a decision in the inbox without telling whose it was", async () => {
    const { approval, token } = await makeLink();
    const decided = await program.call(decideByKey, {
      params: { approvalId: approval.id },
      body: { outcome: "reject", comment: "internal" },
    });
    expect(decided).toMatchObject({ status: 200, body: { status: "rejected" } });
    const late = await visit(decide, token, { outcome: "approve" });
    expect(late).toMatchObject({ status: 409, body: { code: "approval_decided", params: { status: "rejected" } } });
    for (const told of [late, await visit(open, token)]) expect(JSON.stringify(told.body)).not.toContain("internal");
  });

  test.each(["cancelled", "expired"] as const)("of what was %s says so", async (status) => {
    const { approval, token } = await makeLink();
    await systemSql()`update approvals set status = ${status} where id = ${approval.id}`;
    expect(await visit(open, token)).toMatchObject({ status: 200, body: { status } });
    expect(await visit(decide, token, { outcome: "approve" })).toMatchObject({
      status: 409,
      body: { code: status === "cancelled" ? "not_waiting" : "approval_expired" },
    });
  });

  test("lives until the deadline, or for seven days", async () => {
    const deadline = new Date(Date.now() + 3_600_000);
    expect((await makeLink({ expiresAt: deadline })).expiresAt).toBeCloseTo(deadline.getTime(), -4);
    const { approval, token, expiresAt } = await makeLink();
    expect(expiresAt - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
    const parts = readDecisionToken(token);
    expect(parts).toMatchObject({ approvalId: approval.id, workspaceId: program.workspaceId, userId: program.userId });
    const past = writeDecisionToken({
      approvalId: approval.id,
      workspaceId: program.workspaceId,
      userId: program.userId,
      expiresAt: 1_700_000_000_000,
    });
    for (const answer of [await visit(open, past), await visit(decide, past, { outcome: "approve" })])
      expect(answer).toMatchObject({ status: 410, body: { code: "link_expired" } });
  });

  test("ends with the right of whoever made it", async () => {
    const { token } = await makeLink();
    await systemSql()`delete from user_roles where user_id = ${program.userId}`;
    expect(await visit(open, token)).toMatchObject({ status: 410, body: { code: "link_expired" } });
    expect(await visit(decide, token, { outcome: "approve" })).toMatchObject({ status: 410 });
  });

  test("that was forged leads nowhere", async () => {
    const { approval, token } = await makeLink();
    const bytes = Buffer.from(token, "base64url").subarray(0, -32);
    const forged = [
      makeSigner("decide approval", "another-secret-of-more-than-32-characters").sign(bytes),
      makeSigner("something else", env().secretKey).sign(bytes),
      `${token.slice(0, -3)}AAA`,
      "x",
      approval.id,
    ];
    for (const text of forged) {
      expect(await visit(open, text)).toMatchObject({ status: 404, body: { code: "not_found" } });
      expect(await visit(decide, text, { outcome: "approve" })).toMatchObject({ status: 404 });
    }
  });

  test("lies nowhere in the database", async () => {
    const { approval, token } = await makeLink();
    const rows = await systemSql()`
      select a::text as row from approvals a where id = ${approval.id}
      union all select l::text from audit_logs l where resource_id = ${approval.id}`;
    expect(rows).toHaveLength(2);
    for (const { row } of rows) expect(row).not.toContain(token.slice(0, 20));
  });

  test("is for as many requests a minute as people make", async () => {
    const { token } = await makeLink();
    const answers: number[] = [];
    // A minute may end in between, but not twice.
    for (let at = 0; at < 125; at++) answers.push((await visit(open, `${token}x`)).status);
    expect(answers.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 404));
    expect(answers).toContain(429);
  });

  test("is made only by whoever may decide, for what can be decided", async () => {
    const theirs = await make.approval();
    const link = (approvalId: string) => program.call(createLink, { params: { approvalId }, body: {} });
    expect(await link(theirs.id)).toMatchObject({ status: 404 });
    const workspaceId = program.workspaceId;
    const other = await make.approval({ workspaceId, assignees: [(await make.user()).id] });
    expect(await link(other.id)).toMatchObject({ status: 403, body: { code: "not_assigned" } });
    const done = await make.approval({ workspaceId, status: "approved" });
    expect(await link(done.id)).toMatchObject({ status: 409, body: { code: "approval_decided" } });
  });
});
