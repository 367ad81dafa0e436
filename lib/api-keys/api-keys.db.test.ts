import { beforeAll, describe, expect, test } from "vitest";
import { DELETE } from "@/app/api/v1/api-keys/[keyId]/route";
import { GET, POST } from "@/app/api/v1/api-keys/route";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { authenticate } from "../auth/authenticate";
import { findMembers, scopeOfMember } from "../auth/find-member";
import { shareKeyCounts } from "../auth/key-limits";
import { requestWithKey, setTestEnvironment } from "../auth/testing/request";
import { newId } from "../shared/ids";
import { createApiKey, revokeApiKey } from "./commands";
import { listApiKeys } from "./queries";

provideDatabase();
beforeAll(setTestEnvironment);

async function makeScope(role: "owner" | "admin" | "viewer" = "admin") {
  const workspace = await make.workspace();
  const user = await make.member(workspace, role);
  const [member] = await findMembers(user.username, workspace.slug);
  if (!member) throw new Error("the member was not found");
  return { workspace, user, scope: scopeOfMember(member, newId()) };
}

const noParams = { params: Promise.resolve({}) };
const plain = { name: "robot", allowedIps: [] };

function asJson(key: string, method: string, path: string, body?: object): Request {
  const { headers } = requestWithKey(key);
  headers.set("content-type", "application/json");
  return new Request(`http://localhost/api/v1${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

describe("a new key", () => {
  test("works at once, and nothing of it can be read again", async () => {
    const { scope } = await makeScope();
    const { key, apiKey } = await createApiKey(scope, plain);
    expect(key).toMatch(/^weft_[\w-]{43}$/);
    const caller = await authenticate(requestWithKey(key), newId());
    expect(caller?.scope).toMatchObject({ workspaceId: scope.workspaceId, apiKeyId: apiKey.id });
    expect([...(caller?.scope?.permissions ?? [])].sort()).toEqual([...scope.permissions].sort());
    const secret = key.slice("weft_".length);
    const [kept] = await systemSql()`select k::text as row from api_keys k where id = ${apiKey.id}`;
    const log = await systemSql()`select a::text as row from audit_logs a where resource_id = ${apiKey.id}`;
    expect(log).toHaveLength(1);
    for (const text of [kept?.row, log[0]?.row, JSON.stringify(await listApiKeys(scope, { limit: 10 }))]) {
      expect(text).not.toContain(secret);
    }
  });

  test("can't be given more than its maker may", async () => {
    const { scope } = await makeScope("viewer");
    const refused = createApiKey(scope, { ...plain, permissions: ["settings.manage"] });
    await expect(refused).rejects.toMatchObject({ code: "forbidden", params: { permission: "settings.manage" } });
  });

  test("can't be made for an agent of another workspace", async () => {
    const [{ scope }, foreign] = [await makeScope(), await make.agent()];
    await expect(createApiKey(scope, { ...plain, agentId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("for one agent carries nothing that reaches beyond it, whatever was written into its row", async () => {
    const { scope, workspace } = await makeScope();
    const agent = await make.agent({ workspaceId: workspace.id });
    const { key, apiKey } = await createApiKey(scope, { ...plain, agentId: agent.id });
    await systemSql()`update api_keys set permissions = ${[...scope.permissions]} where id = ${apiKey.id}`;
    const caller = await authenticate(requestWithKey(key), newId());
    expect(caller?.scope?.permissions).toContain("conversation.use");
    for (const permission of ["apikey.manage", "workflow.view", "secret.manage", "settings.manage", "audit.view"])
      expect(caller?.scope?.permissions).not.toContain(permission);
    expect((await POST(asJson(key, "POST", "/api-keys", { name: "wider" }), noParams)).status).toBe(403);
    const refused = createApiKey(scope, { ...plain, agentId: agent.id, permissions: ["secret.manage"] });
    await expect(refused).rejects.toMatchObject({ code: "forbidden", params: { permission: "secret.manage" } });
  });

  test("made by a key that is limited to an agent is limited to it too", async () => {
    const { scope, workspace } = await makeScope();
    const agent = await make.agent({ workspaceId: workspace.id });
    const { apiKey } = await createApiKey({ ...scope, agentId: agent.id }, plain);
    expect(apiKey).toMatchObject({ agentId: agent.id, agentName: agent.name });
    const other = await make.agent({ workspaceId: workspace.id });
    const refused = createApiKey({ ...scope, agentId: agent.id }, { ...plain, agentId: other.id });
    await expect(refused).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("keys over the API", () => {
  test("are made, listed page by page and revoked, and then refused", async () => {
    const { scope } = await makeScope();
    const { key } = await createApiKey(scope, { ...plain, name: "first" });
    const made = await POST(asJson(key, "POST", "/api-keys", { name: "second" }), noParams);
    expect(made.status).toBe(201);
    const { key: second, apiKey } = await made.json();

    const page = await (await GET(asJson(key, "GET", "/api-keys?limit=1"), noParams)).json();
    expect(page.items.map((item: { name: string }) => item.name)).toEqual(["second"]);
    const rest = await GET(asJson(key, "GET", `/api-keys?limit=1&cursor=${page.nextCursor}`), noParams);
    expect(await rest.json()).toMatchObject({ items: [{ name: "first" }], nextCursor: null });

    expect((await GET(asJson(second, "GET", "/api-keys"), noParams)).status).toBe(200);
    const params = { params: Promise.resolve({ keyId: apiKey.id }) };
    expect((await DELETE(asJson(key, "DELETE", `/api-keys/${apiKey.id}`), params)).status).toBe(204);
    const refused = await GET(asJson(second, "GET", "/api-keys"), noParams);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await refused.json()).toMatchObject({ code: "unauthenticated" });
  });

  test("are refused when they have made their requests of a minute, and say when to try again", async () => {
    const { scope } = await makeScope();
    const { key, apiKey } = await createApiKey(scope, { ...plain, rateLimit: 3 });
    expect(apiKey.rateLimit).toBe(3);
    const answers: Response[] = [];
    // A minute may end in between, but not twice.
    for (let i = 0; i < 7; i++) answers.push(await GET(asJson(key, "GET", "/api-keys"), noParams));
    expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: "rate_limited", params: { retryAfterS: expect.any(Number) } });
  });

  test("count their requests over all processes", async () => {
    const end = (minute: number) => new Date(minute * 60_000);
    const name = newId();
    expect((await shareKeyCounts(end(10), new Map([[name, 3]]))).get(name)).toBe(3);
    expect((await shareKeyCounts(end(10), new Map([[name, 2]]))).get(name)).toBe(5);
    expect((await shareKeyCounts(end(11), new Map([[name, 1]]))).get(name)).toBe(1);
    // Whoever is late changes nothing of the next minute.
    expect((await shareKeyCounts(end(10), new Map([[name, 9]]))).get(name)).toBe(1);
  });

  test("of another workspace don't exist", async () => {
    const [mine, theirs] = [await makeScope(), await makeScope()];
    const { key } = await createApiKey(mine.scope, plain);
    const { apiKey } = await createApiKey(theirs.scope, plain);
    const params = { params: Promise.resolve({ keyId: apiKey.id }) };
    const answer = await DELETE(asJson(key, "DELETE", `/api-keys/${apiKey.id}`), params);
    expect(answer.status).toBe(404);
    await expect(revokeApiKey(mine.scope, apiKey.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listApiKeys(theirs.scope, { limit: 10 })).items).toHaveLength(1);
    expect((await listApiKeys(mine.scope, { limit: 10 })).items.map(({ id }) => id)).not.toContain(apiKey.id);
  });

  test("need the permission, and say which", async () => {
    const { scope } = await makeScope("viewer");
    const { key } = await createApiKey(scope, plain);
    const answer = await GET(asJson(key, "GET", "/api-keys"), noParams);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "forbidden", params: { permission: "apikey.manage" } });
  });

  test.each([
    [{}, "name"],
    [{ name: "" }, "name"],
    [{ name: "x", permissions: ["rule.theworld"] }, "permissions.0"],
    [{ name: "x", allowedIps: ["10.0.0.0/64"] }, "allowedIps.0"],
    [{ name: "x", rateLimit: 0 }, "rateLimit"],
    [{ name: "x", expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
    [{ name: "x", agentId: "1; drop table api_keys" }, "agentId"],
  ])("%j is refused at %s", async (body, path) => {
    const { scope } = await makeScope();
    const { key } = await createApiKey(scope, plain);
    const answer = await POST(asJson(key, "POST", "/api-keys", body), noParams);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request", errors: [{ path }] });
  });

  test("a cursor that is none is the caller's fault", async () => {
    const { scope } = await makeScope();
    const { key } = await createApiKey(scope, plain);
    expect((await GET(asJson(key, "GET", "/api-keys?cursor=zzz"), noParams)).status).toBe(400);
  });
});
