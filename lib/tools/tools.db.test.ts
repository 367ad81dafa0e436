// Tools from draft to call: who may do what, what an approval is worth, and calls against a server on loopback.

import type { IncomingMessage } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditLogs, callLogs } from "@/db/schema/observability";
import { tools } from "@/db/schema/tools";
import { workflowReferences } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type Permission, permissionsOfRole } from "../auth/permissions";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { callsNoted } from "../calls/record-call";
import { serve, type TestServer } from "../net/testing/serve";
import type { ToolCall } from "../nodes/contract";
import { createSecret } from "../secrets/commands";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { callTool, loadTool, type ToolCallRecord } from "./call-tool";
import { createTool } from "./commands/create-tool";
import { importApiDocument, readApiDocument } from "./commands/import-document";
import { reviewTools, submitTools, withdrawTools } from "./commands/review-tools";
import { testTool } from "./commands/test-tool";
import { deleteTool, updateTool } from "./commands/update-tool";
import { importApiDocument as importOperation, newToolSchema } from "./contract";
import { usesNoted } from "./note-use";
import { openTools } from "./open-tools";
import { shopDocument } from "./openapi/testing/shop-document";
import { getTool, listBuiltinTools, listTools, listToolUses } from "./queries";

setTestEnvironment();
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}
const seen: Seen[] = [];
let server: TestServer;
let tokens = 0;

beforeAll(async () => {
  server = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    const { pathname } = new URL(request.url ?? "/", "http://x");
    if (pathname === "/slow") return;
    if (pathname === "/huge") return void response.end("x".repeat(17_000_000));
    if (pathname === "/token") {
      response.setHeader("content-type", "application/json");
      return void response.end(JSON.stringify({ access_token: `tok-${++tokens}`, expires_in: 3600 }));
    }
    if (pathname === "/guarded" && request.headers.authorization !== `Bearer tok-${tokens}`) {
      return void response.writeHead(401).end();
    }
    if (pathname === "/broken") {
      response.writeHead(500, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ error: "No order 7 at 10.1.2.3" }));
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ echo: request.headers["x-key"] ?? null, items: [{ id: 7 }] }));
  });
});
afterAll(() => server[Symbol.asyncDispose]());

let owner: Scope;
let admin: Scope;
let viewer: Scope;
let stranger: Scope;

beforeEach(async () => {
  seen.length = 0;
  const workspace = await make.workspace();
  const scopeAs = async (permissions: readonly Permission[]) =>
    scopeOf(workspace, await make.user(), { permissions: new Set(permissions) });
  owner = await scopeAs(permissionsOfRole("builder"));
  admin = await scopeAs(permissionsOfRole("admin"));
  viewer = await scopeAs(permissionsOfRole("viewer"));
  stranger = scopeOf(await make.workspace(), await make.user());
});

const inputSchema = { type: "object", properties: { id: { type: "string" }, amount: { type: "number" } } };
const http = (config: JsonObject = {}, more: JsonObject = {}) => {
  const tool = newToolSchema.parse({
    kind: "http",
    name: "get_order",
    displayName: "Get order",
    description: "Gets an order.",
    inputSchema,
    config: { method: "GET", url: `${server.url}/orders/{{ arguments.id }}`, ...config },
    ...more,
  });
  if (tool.kind !== "http") throw new Error("not an HTTP tool");
  return tool;
};
const code = (source: string, name = "add") =>
  newToolSchema.parse({ kind: "code", name, displayName: name, description: "", inputSchema, config: { source } });

async function faultOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`no AppError: ${error}`);
}
const codeOf = async (work: Promise<unknown>) => (await faultOf(work)).code;
const never = new AbortController().signal;
const call = (of: Scope, id: string, given: JsonObject = {}) => testTool(of, id, { arguments: given }, never);

describe("the life of a tool", () => {
  test("a draft is its owner's, is approved by those who may, and is noted at each turn", async () => {
    const made = await createTool(owner, http());
    expect(made).toMatchObject({ status: "draft", visibility: "private", may: { edit: true, review: false } });
    expect((await listTools(viewer, { limit: 10 })).items).toEqual([]);
    expect(await codeOf(getTool(viewer, made.id))).toBe("not_found");
    expect((await listTools(admin, { limit: 10 })).items).toHaveLength(1);

    expect((await submitTools(owner, [made.id])).items[0]?.status).toBe("pending");
    expect(await codeOf(submitTools(owner, [made.id]))).toBe("conflict");
    const unsaid = await faultOf(reviewTools(admin, [made.id], { decision: "reject", note: "" }));
    expect(unsaid.details[0]?.path).toBe("note");
    await reviewTools(admin, [made.id], { decision: "reject", note: "Which system?" });
    expect(await getTool(owner, made.id)).toMatchObject({ status: "rejected", reviewNote: "Which system?" });

    await submitTools(owner, [made.id]);
    await withdrawTools(owner, [made.id]);
    await submitTools(owner, [made.id]);
    await reviewTools(admin, [made.id], { decision: "approve", note: "" });
    expect(await getTool(viewer, made.id)).toMatchObject({ status: "approved", visibility: "shared" });

    const rows = await asSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.resourceId, made.id)));
    expect(rows.map((row) => row.action).sort()).toEqual([
      "tool.approve",
      "tool.create",
      "tool.reject",
      "tool.submit",
      "tool.submit",
      "tool.submit",
      "tool.withdraw",
    ]);
  });

  test("what was approved has to be approved again once its owner changes it, but not for its tags", async () => {
    const { id } = await createTool(owner, http());
    await reviewTools(admin, [id], { decision: "approve", note: "" });
    expect((await updateTool(owner, id, { tags: ["orders"], timeoutMs: 5_000 })).status).toBe("approved");
    expect((await updateTool(owner, id, { description: "Gets an order." })).status).toBe("approved");
    expect((await updateTool(admin, id, { description: "Gets any order." })).status).toBe("approved");
    expect((await updateTool(owner, id, { description: "Gets all of it." })).status).toBe("draft");
    await reviewTools(admin, [id], { decision: "approve", note: "" });
    const config = { method: "DELETE", url: `${server.url}/all` };
    expect((await updateTool(owner, id, { config })).status).toBe("draft");
    const { problems } = await openTools({ workspaceId: owner.workspaceId, draftsOf: null }, [id]);
    expect(problems[0]?.message).toContain("has not been approved");
  });

  test("others change and call neither drafts nor foreign tools", async () => {
    const { id } = await createTool(owner, http());
    const other = scopeOf({ id: owner.workspaceId }, await make.user(), {
      permissions: new Set(permissionsOfRole("builder")),
    });
    for (const work of [
      (of: Scope) => getTool(of, id),
      (of: Scope) => updateTool(of, id, { tags: [] }),
      (of: Scope) => deleteTool(of, id, true),
      (of: Scope) => submitTools(of, [id]),
      (of: Scope) => reviewTools(of, [id], { decision: "approve", note: "" }),
      (of: Scope) => listToolUses(of, id),
      (of: Scope) => call(of, id),
    ]) {
      expect(await codeOf(work(stranger))).toBe("not_found");
      expect(await codeOf(work(other))).toBe("not_found");
    }
    await reviewTools(admin, [id], { decision: "approve", note: "" });
    expect(await codeOf(updateTool(other, id, { tags: [] }))).toBe("forbidden");
    expect(await codeOf(deleteTool(other, id, true))).toBe("forbidden");
    expect(await codeOf(withdrawTools(other, [id]))).toBe("forbidden");
    expect((await call(other, id, { id: "1" })).isError).toBe(false);
  });

  test("one that a live version uses goes only when forced, and it is told where", async () => {
    const { id } = await createTool(owner, http());
    const workflow = await make.workflow({ workspaceId: owner.workspaceId });
    const version = await make.version({ workspaceId: owner.workspaceId, workflowId: workflow.id });
    await asSystem((tx) =>
      tx.insert(workflowReferences).values({
        workspaceId: owner.workspaceId,
        workflowId: workflow.id,
        versionId: version.id,
        nodeId: "agent",
        kind: "tool",
        targetId: id,
      }),
    );
    await asSystem((tx) => tx.execute(`update workflows set published_version_id = '${version.id}'`));
    expect((await listToolUses(owner, id)).items).toMatchObject([
      { workflowId: workflow.id, inDraft: false, inVersion: true },
    ]);
    const fault = await faultOf(deleteTool(owner, id, false));
    expect(fault.code).toBe("in_use");
    expect(fault.extra.uses).toMatchObject([{ workflowId: workflow.id }]);
    await deleteTool(owner, id, true);
    expect(await codeOf(getTool(admin, id))).toBe("not_found");
  });

  test("names clash in any capitals; built-in tools come once and are approved", async () => {
    await createTool(owner, http());
    const fault = await faultOf(createTool(admin, http({}, { name: "GET_ORDER" })));
    expect(fault.code).toBe("name_taken");
    expect(fault.details[0]?.path).toBe("name");
    expect(newToolSchema.safeParse({ ...http(), name: "x".repeat(300) }).success).toBe(false);
    const clock = await createTool(owner, { kind: "builtin", name: "current_time" });
    expect(clock).toMatchObject({ status: "approved", visibility: "shared" });
    const { items } = await listBuiltinTools(viewer);
    expect(items.find((one) => one.name === "current_time")?.toolId).toBe(clock.id);
    expect(await codeOf(createTool(owner, { kind: "builtin", name: "nothing" }))).toBe("invalid_request");
  });

  test("the list is read page by page and by each filter", async () => {
    for (const name of ["a1", "a2", "a3"]) await createTool(owner, code("return 1", name));
    await createTool(owner, { kind: "builtin", name: "calculator" });
    const first = await listTools(owner, { limit: 3 });
    const second = await listTools(owner, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map((one) => one.name)).toEqual(["calculator", "a3", "a2", "a1"]);
    expect(second.nextCursor).toBeNull();
    const names = async (filter: Partial<Parameters<typeof listTools>[1]>) =>
      (await listTools(owner, { limit: 10, ...filter })).items.map((one) => one.name);
    expect(await names({ kind: "builtin" })).toEqual(["calculator"]);
    expect(await names({ usable: true })).toEqual(["calculator"]);
    expect(await names({ status: "draft", search: "A2" })).toEqual(["a2"]);
    expect(await names({ category: "api" })).toEqual(["a3", "a2", "a1"]);
    expect(await names({ ownerId: owner.userId ?? "", search: "_zz" })).toEqual([]);
  });
});

describe("what a tool is made of", () => {
  test("is refused field by field", async () => {
    const paths = async (config: JsonObject) =>
      (await faultOf(createTool(owner, { ...http(), config: { ...http().config, ...config } } as never))).details.map(
        (one) => one.path,
      );
    const bad = newToolSchema.safeParse({
      ...http(),
      config: { method: "GET", url: "https://a.example", headers: [{ name: "x\ny", value: "a\nb" }] },
    });
    expect(bad.error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "config.headers.0.name",
      "config.headers.0.value",
    ]);
    expect(await paths({ url: "orders/{{ arguments. }}" })).toEqual(["config.url"]);
    expect(await paths({ url: "ftp://a.example" })).toEqual(["config.url"]);
    expect(await paths({ query: [{ name: "q", value: "{{ vars.x }}" }] })).toEqual(["config.query.0.value"]);
    expect(await paths({ pick: "secrets.KEY" })).toEqual(["config.pick"]);
    const rule = await faultOf(createTool(owner, http({}, { approval: "rule", approvalRule: "price > 3" })));
    expect(rule.details[0]?.path).toBe("approvalRule");
    await createTool(owner, http({}, { approval: "rule", approvalRule: "amount > 3 || arguments.id == '1'" }));
  });

  test("names only secrets that are there, and is given no others", async () => {
    const headers = [{ name: "X-Key", value: "{{ secrets.SHOP }}" }];
    expect(await codeOf(createTool(owner, http({ headers })))).toBe("secret_missing");
    await createSecret(admin, { name: "SHOP", value: "shop-secret-value", description: "" });
    await createSecret(admin, { name: "OTHER", value: "other-secret-value", description: "" });
    const tool = await createTool(owner, http({ headers }));
    expect(tool.secretNames).toEqual(["SHOP"]);
    const told = await call(owner, tool.id, { id: "{{ secrets.OTHER }}" });
    expect(seen[0]?.headers["x-key"]).toBe("shop-secret-value");
    expect(seen[0]?.url).toBe("/orders/%7B%7B%20secrets.OTHER%20%7D%7D");
    expect(told.value).toMatchObject({ echo: "••••••" });
    expect(JSON.stringify(told)).not.toContain("shop-secret-value");

    const sneaked = { ...http({ headers: [{ name: "X-Key", value: "{{ secrets.OTHER }}" }] }).config } as JsonObject;
    await asSystem((tx) => tx.update(tools).set({ config: sneaked }).where(eq(tools.id, tool.id)));
    const refused = await call(owner, tool.id, { id: "1" });
    expect(refused).toMatchObject({ isError: true, detail: expect.stringContaining("secret_missing") });
    expect(seen).toHaveLength(1);
  });
});

describe("calls", () => {
  const given = (id: string, more: Partial<ToolCall> = {}): ToolCall => ({
    tool: { id, source: "tool" },
    arguments: { id: "7" },
    path: "agent:turn[1].call[1]",
    attempt: 1,
    retries: 0,
    idempotencyKey: "key-1",
    signal: never,
    onNote() {},
    ...more,
  });
  async function callApproved(id: string, more: Partial<ToolCall> = {}) {
    await reviewTools(admin, [id], { decision: "approve", note: "" });
    const records: ToolCallRecord[] = [];
    const caller = {
      workspaceId: owner.workspaceId,
      draftsOf: null,
      onEnd: (one: ToolCallRecord) => records.push(one),
    };
    const answer = await callTool(caller, await loadTool(caller, id), given(id, more));
    return { answer, records };
  }

  test("an answer is picked from, counted and told to the log", async () => {
    const { id } = await createTool(owner, http({ pick: "response.json.items[0].id" }));
    const { answer, records } = await callApproved(id);
    expect(answer).toEqual({ value: 7, text: "7", isError: false });
    expect(records).toMatchObject([{ status: "success", statusCode: 200, error: null }]);
    await callTool({ workspaceId: owner.workspaceId, draftsOf: null }, await loadTool(owner as never, id), given(id));
    await usesNoted();
    expect(await getTool(owner, id)).toMatchObject({ usageCount: 2, lastError: null });
  });

  test("a call that changes something carries its key, and an argument can't leave its place", async () => {
    const config = { method: "POST", bodyType: "json", bodyJson: { sum: "{{ arguments.amount }}", by: "weft" } };
    const { id } = await createTool(owner, http(config));
    await callApproved(id, { arguments: { id: "a/../b?x#y", amount: 3 } });
    expect(seen[0]).toMatchObject({ url: "/orders/a%2F..%2Fb%3Fx%23y", body: expect.stringContaining('"sum":3') });
    expect(seen[0]?.headers["idempotency-key"]).toBe("key-1");
    const { answer } = await callApproved((await createTool(owner, http({}, { name: "up" }))).id, {
      arguments: { id: ".." },
    });
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining("may not be") });
  });

  test.each([
    ["/broken", /status 500. It says: .*No order 7 at …/],
    ["/huge", /answer is too large/],
    ["/slow", /did not answer in time/],
  ])("what goes wrong at %s is told safely to the model and whole to whoever debugs", async (path, text) => {
    const { id } = await createTool(owner, http({ url: `${server.url}${path}` }, { timeoutMs: 500 }));
    const { answer, records } = await callApproved(id);
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(text);
    expect(answer.text).not.toMatch(/127\.0\.0\.1|10\.1\.2\.3/);
    expect(answer.detail).toBeTruthy();
    expect(records[0]?.status).toBe(path === "/slow" ? "timeout" : "error");
    await usesNoted();
    expect((await getTool(owner, id)).lastError).toBeTruthy();
  });

  test.each([
    ["a status that passes", () => `${server.url}/broken`, { transient: { isUnsent: false } }],
    ["an answer that is late", () => `${server.url}/slow`, { transient: { isUnsent: false } }],
    ["nobody there", () => "http://127.0.0.1:1/", { transient: { isUnsent: true } }],
    ["a status that stays", () => `${server.url}/guarded`, {}],
    ["an answer that is too large", () => `${server.url}/huge`, {}],
  ])("%s says whether a further try may help", async (_, url, told) => {
    const { id } = await createTool(owner, http({ url: url() }, { timeoutMs: 500 }));
    const { answer } = await callApproved(id);
    expect(answer.isError).toBe(true);
    expect("transient" in answer ? { transient: answer.transient } : {}).toEqual(told);
  });

  test("a call is noted in the log of calls with what became of it", async () => {
    const { id } = await createTool(owner, http());
    await call(owner, id, { id: "7" });
    await callsNoted();
    const rows = await asSystem((tx) => tx.select().from(callLogs).where(eq(callLogs.toolId, id)));
    expect(rows).toMatchObject([
      { kind: "tool", status: "success", statusCode: 200, method: "GET", userId: owner.userId },
    ]);
    expect(rows[0]?.parameters).toBeNull();
  });

  test("a private address is refused and not named", async () => {
    const { id } = await createTool(owner, http({ url: "http://169.254.169.254/latest" }));
    const { answer } = await callApproved(id);
    expect(answer).toMatchObject({ isError: true, text: "The tool's server may not be called from here." });
  });

  test("code runs in the sandbox, ends in time and tells its fault", async () => {
    const sum = await createTool(owner, code("print('adding'); return inputs.amount + 1"));
    expect(await call(owner, sum.id, { amount: 2 })).toMatchObject({ value: 3, text: "3", isError: false });
    const loop = await createTool(owner, code("for (;;) {}", "loop"));
    await updateTool(owner, loop.id, { timeoutMs: 600 });
    expect(await call(owner, loop.id)).toMatchObject({ isError: true });
    const out = await createTool(owner, code("return process.env", "out"));
    expect((await call(owner, out.id)).isError).toBe(true);
  });

  test("a cancelled call ends with the reason of whoever left", async () => {
    const { id } = await createTool(owner, http({ url: `${server.url}/slow` }));
    const stop = new AbortController();
    const calling = callApproved(id, { signal: stop.signal });
    setTimeout(() => stop.abort("cancelled"), 100);
    await expect(calling).rejects.toBe("cancelled");
  });

  test("a tool that lost its approval is not called any more", async () => {
    const { id } = await createTool(owner, http());
    const caller = { workspaceId: owner.workspaceId, draftsOf: null };
    const answer = await callTool(caller, await loadTool(caller, id), given(id));
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining("has not been approved") });
    expect(seen).toEqual([]);
  });
});

describe("an API by its document", () => {
  const body = (more: JsonObject = {}) => {
    const parsed = importOperation.body?.parse({
      text: shopDocument,
      operations: ["GET /orders", "GET /orders/{orderId}"],
      server: server.url,
      ...more,
    });
    if (!parsed) throw new Error("no body");
    return parsed;
  };

  test("becomes tools that are called where the document says, signed in by secrets", async () => {
    await createSecret(admin, { name: "SHOP", value: "shop-secret-value", description: "" });
    const auth = { key: { type: "apiKey", in: "header", name: "X-Key", secret: "SHOP" } };
    const { items } = await importApiDocument(owner, body({ auth, tags: ["shop"] }), never);
    expect(items.map((one) => [one.name, one.kind, one.status])).toEqual([
      ["listOrders", "openapi", "draft"],
      ["getOrder", "openapi", "draft"],
    ]);
    const { value } = await call(owner, items[1]?.id ?? "", { orderId: "12" });
    expect(seen[0]).toMatchObject({ method: "GET", url: "/orders/12" });
    expect(seen[0]?.headers["x-key"]).toBe("shop-secret-value");
    expect(value).toMatchObject({ echo: "••••••" });
    const again = await importApiDocument(owner, body(), never);
    expect(again.items.map((one) => one.name)).toEqual(["listOrders_2", "getOrder_2"]);
  });

  test("signs in by OAuth, keeps the token and asks again when it is refused", async () => {
    await createSecret(admin, { name: "CLIENT", value: "client-secret-value", description: "" });
    const oauth = {
      type: "oauth2",
      tokenUrl: `${server.url}/token`,
      clientId: "weft",
      secret: "CLIENT",
      scopes: ["a"],
    };
    const tool = await createTool(owner, http({ url: `${server.url}/guarded`, auth: [oauth] }));
    expect((await call(owner, tool.id)).isError).toBe(false);
    expect((await call(owner, tool.id)).isError).toBe(false);
    expect(seen.map((one) => one.url)).toEqual(["/token", "/guarded", "/guarded"]);
    expect(seen[0]?.body).toBe("grant_type=client_credentials&scope=a");
    tokens++;
    expect(await call(owner, tool.id)).toMatchObject({ isError: false, notes: [expect.stringContaining("refused")] });
  });

  test("is refused where the address is private, the operation is not there or can't be a tool", async () => {
    expect(await codeOf(readApiDocument({ url: "http://10.0.0.1/openapi.json" }, never))).toBe("address_blocked");
    const gone = importApiDocument(owner, body({ operations: ["GET /nothing"] }), never);
    expect(await codeOf(gone)).toBe("document_invalid");
    const files = importApiDocument(owner, body({ operations: ["POST /products/{sku}/image"] }), never);
    expect((await faultOf(files)).message).toContain("multipart/form-data");
    expect((await listTools(owner, { limit: 10 })).items).toEqual([]);
  });
});
