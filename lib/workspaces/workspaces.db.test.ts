import { beforeAll, describe, expect, test } from "vitest";
import { GET as getAuditLogs } from "@/app/api/v1/audit-logs/route";
import { GET as getMembers } from "@/app/api/v1/members/route";
import { GET as getRoles } from "@/app/api/v1/roles/route";
import { GET as getNetwork, PUT as putNetwork } from "@/app/api/v1/settings/network/route";
import { GET, PATCH } from "@/app/api/v1/workspaces/current/route";
import { sessions } from "@/db/schema/identity";
import { roles } from "@/db/schema/tenancy";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { systemRoleNames } from "../auth/permissions";
import { requestWithSession, setTestEnvironment } from "../auth/testing/request";
import { hashToken, newToken } from "../auth/token";
import { getNetworkSettings } from "./queries";

provideDatabase();
beforeAll(setTestEnvironment);

const noParams = { params: Promise.resolve({}) };
type Handler = typeof GET;

async function signIn(userId: string): Promise<string> {
  const secret = newToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await asSystem((tx) => tx.insert(sessions).values({ userId, tokenHash: hashToken(secret), expiresAt }));
  return secret;
}

interface Call {
  secret: string;
  workspace?: string;
  query?: string;
  body?: object;
  headers?: Record<string, string>;
}

async function call(handler: Handler, method: string, { secret, workspace, query = "", body, headers = {} }: Call) {
  const request = await requestWithSession(secret, workspace);
  const all = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  if (body) all.set("content-type", "application/json");
  const sent = new Request(`http://localhost/api/v1/x${query}`, {
    method,
    headers: all,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await handler(sent, noParams);
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
}

async function setting(role: "owner" | "viewer" = "owner") {
  const workspace = await make.workspace();
  const user = await make.member(workspace, role);
  return { workspace, user, secret: await signIn(user.id) };
}

describe("the workspace that a session names", () => {
  test("is shown to its members and doesn't exist for others", async () => {
    const [mine, theirs] = [await setting(), await setting()];
    const shown = await call(GET, "GET", { secret: mine.secret, workspace: mine.workspace.slug });
    expect(shown).toMatchObject({ status: 200, body: { id: mine.workspace.id, languages: ["en"] } });
    for (const workspace of [theirs.workspace.slug, theirs.workspace.id, "nowhere", undefined]) {
      const refused = await call(GET, "GET", { secret: mine.secret, ...(workspace ? { workspace } : {}) });
      expect(refused).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });

  test("is renamed and moved by who may, and the log has both states", async () => {
    const { workspace, secret } = await setting();
    const body = { name: "Nordwind", slug: `nordwind-${workspace.slug}`, languages: ["zh-TW", "en", "zh-TW"] };
    const changed = await call(PATCH, "PATCH", { secret, workspace: workspace.slug, body });
    expect(changed).toMatchObject({ status: 200, body: { name: "Nordwind", languages: ["zh-TW", "en"] } });
    const log = await call(getAuditLogs, "GET", { secret, workspace: body.slug, query: "?action=workspace.update" });
    expect(log.body.items).toMatchObject([
      { action: "workspace.update", before: { name: workspace.name }, after: { name: "Nordwind", slug: body.slug } },
    ]);
  });

  test("is given limits of runs and loses them again; other settings stay, and the log has both states", async () => {
    const workspace = await make.workspace({ settings: { quotas: { maxBackgroundRuns: 7 }, kept: [1] } });
    const secret = await signIn((await make.member(workspace, "owner")).id);
    const target = { secret, workspace: workspace.slug };
    const save = (quotas: object) => call(PATCH, "PATCH", { ...target, body: { quotas } });
    expect((await call(GET, "GET", target)).body.quotas).toEqual({ maxConcurrentRuns: null, maxBackgroundRuns: 7 });
    expect((await save({ maxConcurrentRuns: 40 })).body.quotas).toEqual({
      maxConcurrentRuns: 40,
      maxBackgroundRuns: 7,
    });
    const settings = async () =>
      (await systemSql()`select settings from workspaces where id = ${workspace.id}`)[0]?.settings;
    expect(await settings()).toEqual({ quotas: { maxConcurrentRuns: 40, maxBackgroundRuns: 7 }, kept: [1] });
    await save({ maxConcurrentRuns: null, maxBackgroundRuns: 10_000 });
    expect(await settings()).toEqual({ quotas: { maxBackgroundRuns: 10_000 }, kept: [1] });
    for (const wrong of [0, -1, 10_001, 1.5, "12"]) {
      const refused = await save({ maxBackgroundRuns: wrong });
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
    const log = await call(getAuditLogs, "GET", { ...target, query: "?action=workspace.update" });
    expect(log.body.items).toMatchObject([
      { before: { quotas: { maxConcurrentRuns: 40 } }, after: { quotas: { maxConcurrentRuns: null } } },
      { before: { quotas: { maxConcurrentRuns: null } }, after: { quotas: { maxConcurrentRuns: 40 } } },
    ]);
  });

  test("can't take the address of another", async () => {
    const [mine, theirs] = [await setting(), await setting()];
    const body = { slug: theirs.workspace.slug };
    const refused = await call(PATCH, "PATCH", { secret: mine.secret, workspace: mine.workspace.slug, body });
    expect(refused).toMatchObject({ status: 409, body: { code: "slug_taken" } });
  });

  test("is not changed by a viewer, nor from another site", async () => {
    const viewer = await setting("viewer");
    const body = { name: "Mine now" };
    const refused = await call(PATCH, "PATCH", { secret: viewer.secret, workspace: viewer.workspace.slug, body });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    const owner = await setting();
    const target = { secret: owner.secret, workspace: owner.workspace.slug, body };
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "https://evil.test" },
      { origin: "https://evil.test", host: "localhost" },
      { origin: "null" },
    ]) {
      const forged = await call(PATCH, "PATCH", { ...target, headers: headers as Record<string, string> });
      expect(forged).toMatchObject({ status: 403, body: { code: "csrf_failed" } });
    }
    const own = await call(PATCH, "PATCH", { ...target, headers: { "sec-fetch-site": "same-origin" } });
    expect(own.status).toBe(200);
  });
});

test("roles are those of the product and of one's own team, the highest first", async () => {
  const [mine, theirs] = [await setting("viewer"), await setting()];
  const [own] = await asSystem(async (tx) => {
    const teamOf = (workspace: { teamId: string }, name: string) => ({
      teamId: workspace.teamId,
      name,
      displayName: name,
      level: 1,
    });
    await tx.insert(roles).values(teamOf(theirs.workspace, "theirs"));
    return tx
      .insert(roles)
      .values([teamOf(mine.workspace, "mine"), { ...teamOf(mine.workspace, "past"), isActive: false }])
      .returning({ id: roles.id });
  });
  const listed = await call(getRoles, "GET", { secret: mine.secret, workspace: mine.workspace.slug });
  const items: { id: string; name: string; code: string | null }[] = listed.body.items;
  expect(items[0]?.name).toBe("Owner");
  expect(items.map((role) => role.name)).not.toEqual(expect.arrayContaining(["theirs"]));
  expect(items.map((role) => role.name)).not.toEqual(expect.arrayContaining(["past"]));
  expect(items.find((role) => role.name === "mine")).toMatchObject({ id: own?.id, code: null });
  expect(items.flatMap(({ code }) => code ?? [])).toEqual(systemRoleNames);
});

test("members are listed page by page with the highest role of each, and only one's own workspace's", async () => {
  const { workspace, user, secret } = await setting();
  const second = await make.member(workspace, "viewer");
  await make.member(workspace, "builder", second);
  await setting();
  const first = await call(getMembers, "GET", { secret, workspace: workspace.slug, query: "?limit=1" });
  expect(first.body.items).toMatchObject([{ id: user.id, role: "Owner", roleCode: "owner" }]);
  const query = `?limit=1&cursor=${first.body.nextCursor}`;
  const rest = await call(getMembers, "GET", { secret, workspace: workspace.slug, query });
  expect(rest.body).toMatchObject({ items: [{ id: second.id, role: "Builder" }], nextCursor: null });
});

describe("private addresses that may be called", () => {
  test("are set by the installation's administrators only", async () => {
    const { secret, workspace } = await setting("owner");
    const body = { allow: ["10.0.0.0/8"] };
    const refused = await call(putNetwork, "PUT", { secret, workspace: workspace.slug, body });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await call(getNetwork, "GET", { secret })).status).toBe(403);
    expect(await getNetworkSettings()).toEqual({ allow: [] });
  });

  test("are kept tidy, and the log says who changed them", async () => {
    const workspace = await make.workspace();
    const admin = await make.member(workspace, "admin", await make.user({ isSystemAdmin: true }));
    const target = { secret: await signIn(admin.id), workspace: workspace.slug };
    const body = { allow: ["Ollama.LAN:11434", " 10.0.0.0/8", "10.0.0.0/8"] };
    const changed = await call(putNetwork, "PUT", { ...target, body });
    expect(changed).toMatchObject({ status: 200, body: { allow: ["10.0.0.0/8", "ollama.lan:11434"] } });
    await call(putNetwork, "PUT", { ...target, body: { allow: [] } });
    expect(await getNetworkSettings()).toEqual({ allow: [] });
    const log = await call(getAuditLogs, "GET", { ...target, query: "?riskLevel=high" });
    expect(log.body.items[0]).toMatchObject({
      action: "settings.network",
      actor: { id: admin.id },
      before: { allow: ["10.0.0.0/8", "ollama.lan:11434"] },
      after: { allow: [] },
    });
  });
});

test("the audit log is read page by page by who may, and shows no other workspace", async () => {
  const [mine, theirs] = [await setting(), await setting()];
  for (const name of ["One", "Two", "Three"]) {
    await call(PATCH, "PATCH", { secret: mine.secret, workspace: mine.workspace.slug, body: { name } });
  }
  await call(PATCH, "PATCH", { secret: theirs.secret, workspace: theirs.workspace.slug, body: { name: "Theirs" } });
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `?limit=2${cursor ? `&cursor=${cursor}` : ""}`;
    const page = await call(getAuditLogs, "GET", { secret: mine.secret, workspace: mine.workspace.slug, query });
    names.push(...page.body.items.map((item: { after: { name: string } }) => item.after.name));
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(names).toEqual(["Three", "Two", "One"]);
  const viewer = await make.member(mine.workspace, "viewer");
  const refused = await call(getAuditLogs, "GET", { secret: await signIn(viewer.id), workspace: mine.workspace.slug });
  expect(refused.status).toBe(403);
});
