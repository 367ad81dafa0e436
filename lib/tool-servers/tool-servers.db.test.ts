import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { auditLogs } from "@/db/schema/observability";
import { toolServers, tools } from "@/db/schema/tools";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { echoTool, type FaultServer, goodToken, startFaultServer } from "@/e2e/fixtures/mcp-fault-server";
import { type OAuthToolServer, startOAuthToolServer } from "@/e2e/fixtures/mcp-oauth-server";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import type { HttpAccess } from "../mcp/server-target";
import { forgetAllowedAddresses } from "../settings/allowed-addresses";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { callTool, loadTool } from "../tools/call-tool";
import { reviewTools } from "../tools/commands/review-tools";
import { usesNoted } from "../tools/note-use";
import { makeVault } from "../vault/make-vault";
import { ownVault } from "../vault/own-vault";
import { callMcpTool } from "./call-mcp-tool";
import { claimRenewal } from "./claim-renewal";
import { allowCommand, forbidCommand } from "./commands/allow-commands";
import { createServer } from "./commands/create-server";
import { deleteServer } from "./commands/delete-server";
import { exploreServer } from "./commands/explore-server";
import { refreshNow } from "./commands/refresh-now";
import { rewrapServers } from "./commands/rewrap-servers";
import { endSignIn, finishSignIn, startSignIn } from "./commands/sign-in";
import { updateServer } from "./commands/update-server";
import { newServerSchema } from "./contract";
import { getServer, getServerLog, getServerUses, listServers, listToolsOfServer } from "./queries";
import { refreshServer } from "./refresh-server";
import { signedInAccess } from "./renew-tokens";
import { openSignIn, openTexts, placeOf, sealedColumns } from "./seal-server";
import { closeConnections, readServer } from "./with-server";

setTestEnvironment();
const earlierSecret = "an-earlier-secret-key-of-more-than-32-characters";
process.env.WEFT_PREVIOUS_SECRET_KEYS = earlierSecret;
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();

let faults: FaultServer;
let oauth: OAuthToolServer;
let scope: Scope;
let other: Scope;

beforeAll(async () => {
  faults = await startFaultServer();
  oauth = await startOAuthToolServer();
  forgetAllowedAddresses();
});
afterAll(async () => {
  await Promise.all([faults.stop(), oauth.stop()]);
});
beforeEach(async () => {
  faults.tools = [echoTool];
  const makeScope = async () => scopeOf(await make.workspace(), await make.user());
  scope = await makeScope();
  other = await makeScope();
});
afterEach(closeConnections);

const given = (more: object = {}) =>
  newServerSchema.parse({ name: "Faults", transport: "http", url: faults.url("ok"), ...more });
const add = async (more: object = {}) => {
  const server = await createServer(scope, given(more));
  // Also waits for what was begun beside the answer.
  await refreshServer(scope.workspaceId, server.id);
  return getServer(scope, server.id);
};
async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    (value) => `no failure: ${JSON.stringify(value)}`,
    (error: unknown) => (error instanceof AppError ? error.code : `no AppError: ${error}`),
  );
}
const rowsOf = (serverId: string) =>
  asSystem((tx) => tx.select().from(tools).where(eq(tools.serverId, serverId)).orderBy(tools.name));
const approve = (serverId: string) =>
  asSystem((tx) =>
    tx.update(tools).set({ status: "approved", visibility: "shared" }).where(eq(tools.serverId, serverId)),
  );
async function call(toolName: string, args: Record<string, string> = { text: "hi" }) {
  const [tool] = await asSystem((tx) =>
    tx
      .select()
      .from(tools)
      .where(and(eq(tools.workspaceId, scope.workspaceId), eq(tools.name, toolName))),
  );
  if (!tool) throw new Error(`no tool ${toolName}`);
  const signal = new AbortController().signal;
  return callMcpTool({ tool, arguments: args, idempotencyKey: "key-1", signal, timeoutMs: 10_000, onNote: () => {} });
}

describe("a tool server", () => {
  test("is asked for its tools, which wait for approval", async () => {
    const server = await add();
    expect(server).toMatchObject({
      status: "ready",
      transport: "http",
      lastFault: null,
      info: { name: "faults", title: "Faults", version: "1.2.3", instructions: "Be careful." },
      counts: { all: 1, approved: 0, waiting: 1, changed: 0, missing: 0 },
    });
    expect(server.latencyMs).toBeGreaterThanOrEqual(0);
    const [tool] = await rowsOf(server.id);
    expect(tool).toMatchObject({
      name: "echo",
      displayName: "Echo",
      kind: "mcp",
      status: "pending",
      annotations: { readOnlyHint: true },
      inputSchema: echoTool.inputSchema,
    });
  });

  test("that speaks the older way is found and noted so", async () => {
    expect((await add({ url: faults.url("ok", "sse") })).transport).toBe("sse");
    expect(await call("echo", { text: "old" })).toMatchObject({ text: "old", isError: false });
  });

  test("is called over one connection, with the key of the call", async () => {
    await add();
    faults.methods = [];
    faults.metas = [];
    for (const text of ["a", "b", "c"]) expect(await call("echo", { text })).toMatchObject({ value: text });
    expect(faults.methods.filter((method) => method === "initialize")).toHaveLength(0);
    expect(faults.metas).toEqual(Array(3).fill({ "weft/idempotencyKey": "key-1" }));
  });

  test("that forgets its sessions is met anew, and the call is made once", async () => {
    await add({ url: faults.url("forgetful") });
    faults.metas = [];
    expect(await call("echo", { text: "1" })).toMatchObject({ text: "1" });
    expect(await call("echo", { text: "2" })).toMatchObject({ text: "2" });
    expect(faults.methods.filter((method) => method === "initialize").length).toBeGreaterThan(1);
  });

  test("that is down keeps nobody waiting, and says what is wrong", async () => {
    const { id } = await createServer(scope, given({ url: faults.url("hang"), timeoutMs: 700 }));
    const start = performance.now();
    const { items } = await listServers(scope);
    expect(performance.now() - start).toBeLessThan(500);
    expect(items[0]).toMatchObject({ status: "unchecked", isChecking: true });
    expect(await refreshNow(scope, id)).toMatchObject({
      status: "failing",
      isChecking: false,
      lastFault: { code: "request_timeout" },
    });
    expect(await codeOf(callMcpToolOf(id))).toBe("request_timeout");
  });

  test.each([
    ["not there", () => "http://127.0.0.1:1/mcp", true],
    ["cut off while it answers", () => faults.url("cut"), false],
  ])("that is %s says whether a call has surely not been sent", async (_, url, isUnsent) => {
    const { id } = await createServer(scope, given({ url: url() }));
    await expect(callMcpToolOf(id)).rejects.toMatchObject({ kind: "transient", isUnsent });
  });

  test("with five hundred tools is listed from what is stored, quickly", async () => {
    const described = "x".repeat(300);
    faults.tools = Array.from({ length: 500 }, (_, n) => ({ ...echoTool, name: `tool_${n}`, description: described }));
    const server = await add();
    expect(server.counts.all).toBe(500);
    await listToolsOfServer(scope, server.id);
    const start = performance.now();
    const { items } = await listToolsOfServer(scope, server.id);
    const ms = performance.now() - start;
    expect(items).toHaveLength(500);
    // Alone it takes a tenth of it; the machine may be busy.
    expect(ms).toBeLessThan(200);
  });
});

async function callMcpToolOf(serverId: string) {
  await asSystem((tx) =>
    tx.insert(tools).values({
      workspaceId: scope.workspaceId,
      serverId,
      kind: "mcp",
      name: "by_hand",
      displayName: "By hand",
      config: { remoteName: "echo" },
    }),
  );
  return call("by_hand");
}

describe("what a server offers", () => {
  test("later than it was approved waits beside it, and what is gone is marked", async () => {
    faults.tools = [echoTool, { ...echoTool, name: "other" }];
    const { id } = await add();
    await approve(id);
    const worse = { ...echoTool, description: "Sends everything away.", annotations: { destructiveHint: true } };
    faults.tools = [worse];
    expect((await refreshNow(scope, id)).counts).toEqual({ all: 2, approved: 0, waiting: 0, changed: 1, missing: 1 });
    const [echo, gone] = await rowsOf(id);
    expect(echo).toMatchObject({
      description: echoTool.description,
      offered: { description: "Sends everything away.", annotations: { destructiveHint: true, title: "Echo" } },
    });
    expect(gone).toMatchObject({ name: "other", isMissing: true });
    faults.tools = [echoTool, { ...echoTool, name: "other" }];
    expect((await refreshNow(scope, id)).counts).toEqual({ all: 2, approved: 2, waiting: 0, changed: 0, missing: 0 });
  });

  test("is refused by calls until it is approved again, and then it is what models are told", async () => {
    const { id } = await add();
    const [first] = await rowsOf(id);
    const toolId = first?.id ?? "";
    const caller = { workspaceId: scope.workspaceId, draftsOf: null };
    const callIt = async () => {
      const signal = new AbortController().signal;
      const tool = { id: toolId, source: "tool" as const };
      const given = { arguments: { text: "hi" }, path: "a", attempt: 1, retries: 0, idempotencyKey: "k" };
      return callTool(caller, await loadTool(caller, toolId), { tool, ...given, signal, onNote: () => {} });
    };
    expect(await callIt()).toMatchObject({ isError: true, text: expect.stringContaining("not been approved") });
    await reviewTools(scope, [toolId], { decision: "approve", note: "" });
    expect(await callIt()).toMatchObject({ isError: false, text: "hi" });
    faults.tools = [{ ...echoTool, description: "Other words." }];
    await refreshNow(scope, id);
    expect(await callIt()).toMatchObject({ isError: true, text: expect.stringContaining("approved again") });
    await reviewTools(scope, [toolId], { decision: "approve", note: "" });
    expect((await rowsOf(id))[0]).toMatchObject({ description: "Other words.", offered: null, status: "approved" });
    expect(await callIt()).toMatchObject({ isError: false, text: "hi" });
    await usesNoted();
  });

  test("before anything was approved is simply taken", async () => {
    const { id } = await add();
    faults.tools = [{ ...echoTool, description: "New words." }];
    await refreshNow(scope, id);
    expect((await rowsOf(id))[0]).toMatchObject({ description: "New words.", offered: null, status: "pending" });
  });

  test("under names that clash, are too long or can't be used is told apart or skipped with the reason", async () => {
    await add({ name: "First" });
    const long = "n".repeat(300);
    faults.tools = [
      echoTool,
      { ...echoTool, name: long },
      { ...echoTool, name: `${long}n` },
      { ...echoTool, name: "9 lives!" },
      { ...echoTool, name: "echo" },
      { name: "odd", inputSchema: { type: "object" }, description: "with \u0000 in it" },
    ];
    const { id, skipped } = await add({ name: "Second" });
    const names = (await rowsOf(id)).map(({ name }) => name);
    expect(names.sort()).toEqual(["Second_echo", "n".repeat(64), "odd", "tool_9_lives_"].sort());
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "Its name has more than 300 characters.",
      "Another tool in the list has the same name.",
    ]);
    expect(await call("Second_echo", { text: "renamed" })).toMatchObject({ text: "renamed" });
  });
});

describe("what a server is given", () => {
  test("never comes out: not in answers, not in rows, not in the audit log, not in failures", async () => {
    const secret = "Bearer very-secret-header-value";
    const server = await add({ headers: { authorization: secret, "x-more": "another-secret" } });
    expect(server.headerNames.sort()).toEqual(["authorization", "x-more"]);
    expect(faults.headers.at(-1)?.authorization).toBe(secret);
    const shown = JSON.stringify([
      server,
      await updateServer(scope, server.id, { name: "Renamed" }),
      await listServers(scope),
      await asSystem((tx) => tx.select().from(toolServers)),
      await asSystem((tx) => tx.select().from(auditLogs)),
    ]);
    expect(shown).not.toContain("very-secret");
    expect(shown).not.toContain("another-secret");
    expect(await rewrapServers()).toMatchObject({ lost: [] });
  });

  test("is sealed anew in every column, tokens too, after the installation's secret key was changed", async () => {
    const { id } = await add();
    const earlier = makeVault(earlierSecret);
    const seal = (column: (typeof sealedColumns)[number], value: object) =>
      earlier.seal(JSON.stringify(value), placeOf(id, column));
    const signIn = { tokens: { access_token: "granted", token_type: "bearer" } };
    const sealed = { headers: seal("headers", { a: "1" }), env: seal("env", { b: "2" }), oauth: seal("oauth", signIn) };
    await asSystem((tx) => tx.update(toolServers).set(sealed).where(eq(toolServers.id, id)));
    expect(await rewrapServers()).toEqual({ sealedAnew: 1, lost: [] });
    expect(await rewrapServers()).toEqual({ sealedAnew: 0, lost: [] });
    const [row] = await asSystem((tx) => tx.select().from(toolServers).where(eq(toolServers.id, id)));
    if (!row) throw new Error("the server is there");
    expect(sealedColumns.map((column) => ownVault().isStale(row[column] ?? ""))).toEqual([false, false, false]);
    expect([openTexts(id, "headers", row.headers), openTexts(id, "env", row.env)]).toEqual([{ a: "1" }, { b: "2" }]);
    expect(openSignIn(id, row.oauth)).toEqual(signIn);
  });

  test("never goes to another server than the one it was entered for", async () => {
    const { id } = await add({ headers: { "x-key": "k" } });
    const elsewhere = { url: "https://elsewhere.example/mcp" };
    expect(await codeOf(updateServer(scope, id, elsewhere))).toBe("invalid_request");
    expect((await updateServer(scope, id, { ...elsewhere, headers: {} })).headerNames).toEqual([]);
  });

  test("has no line breaks, and no headers of the connection", async () => {
    expect(newServerSchema.safeParse({ ...given(), headers: { "x-key": "a\nb: c" } }).success).toBe(false);
    expect(newServerSchema.safeParse({ ...given(), headers: { "x key": "a" } }).success).toBe(false);
    expect(await codeOf(createServer(scope, given({ headers: { host: "x" } })))).toBe("invalid_request");
  });
});

describe("an address that is explored", () => {
  test("tells how it is spoken to and what it offers, and nothing is stored", async () => {
    const explore = (fault: string, way?: "sse", headers = {}) =>
      exploreServer({ url: faults.url(fault, way), headers, timeoutMs: 500 });
    expect(await explore("ok")).toMatchObject({ ok: true, transport: "http", toolCount: 1, toolNames: ["echo"] });
    expect(await explore("ok", "sse")).toMatchObject({ ok: true, transport: "sse" });
    expect(await explore("hang")).toMatchObject({ ok: false, fault: { code: "request_timeout" } });
    expect(await explore("html")).toMatchObject({ ok: false, fault: { code: "tool_server_bad_answer" } });
    const refused = await explore("auth");
    expect(refused).toMatchObject({ fault: { code: "tool_server_unauthorized" }, wantsSignIn: false });
    expect(await explore("auth", undefined, { authorization: `Bearer ${goodToken}` })).toMatchObject({ ok: true });
    expect(await exploreServer({ url: oauth.url, headers: {}, timeoutMs: 500 })).toMatchObject({ wantsSignIn: true });
    expect((await listServers(scope)).items).toEqual([]);
  });
});

describe("a sign-in", () => {
  const back = async (url: string) => {
    const location = (await fetch(url, { redirect: "manual" })).headers.get("location");
    return new URL(location ?? "").searchParams;
  };
  const finish = (params: URLSearchParams, userId: string | null = scope.userId) =>
    finishSignIn({
      state: params.get("state") ?? undefined,
      code: params.get("code") ?? undefined,
      error: params.get("error") ?? undefined,
      userId,
      actor: scope.actor,
      requestId: newId(),
    });
  const signIn = async (serverId: string) => finish(await back((await startSignIn(scope, serverId)).url));

  const storedSignIn = async (workspaceId: string, id: string) =>
    openSignIn(id, (await readServer(workspaceId, id)).oauth);
  /** A server that is signed in to, as two processes know it that have just found its token to be no good. */
  const signedInTwice = async () => {
    const { id } = await createServer(scope, given({ url: oauth.url, auth: "oauth" }));
    await signIn(id);
    await refreshServer(scope.workspaceId, id);
    const row = await readServer(scope.workspaceId, id);
    return { id, workspaceId: row.workspaceId, processes: [1, 2].map(() => signedInAccess(row, row.oauth, {})) };
  };
  /** The server does not take what it is sent now. */
  const refuse = async (access: HttpAccess | undefined) => access?.renew?.(await access.headers());

  test("is found, registered, proved and kept; its tokens never show", async () => {
    const { id, signIn: before } = await createServer(scope, given({ url: oauth.url, auth: "oauth" }));
    expect(before).toBe("needed");
    expect(await signIn(id)).toMatch(new RegExp(`^/w/.+/tools/servers/${id}\\?signIn=done$`));
    await refreshServer(scope.workspaceId, id);
    expect(await getServer(scope, id)).toMatchObject({ signIn: "connected", status: "ready", counts: { all: 1 } });
    expect(oauth.clients).toContain("Weft");
    expect(await call("echo")).toMatchObject({ text: "hi" });
    expect((await endSignIn(scope, id)).signIn).toBe("needed");
  });

  test("is renewed once by many calls at a time, and says so when it can't be", async () => {
    const { id } = await createServer(scope, given({ url: oauth.url, auth: "oauth" }));
    await signIn(id);
    await refreshServer(scope.workspaceId, id);
    const refreshes = oauth.refreshes;
    oauth.endTokens("access");
    const answers = await Promise.all(["1", "2", "3", "4"].map((text) => call("echo", { text })));
    expect(answers.map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
    expect(oauth.refreshes).toBe(refreshes + 1);
    oauth.endTokens("all");
    expect(await codeOf(call("echo"))).toBe("tool_server_unauthorized");
    expect(await refreshNow(scope, id)).toMatchObject({ status: "failing", signIn: "expired" });
    await signIn(id);
    expect(await refreshNow(scope, id)).toMatchObject({ status: "ready", signIn: "connected" });
  });

  test("is renewed once by two processes, and its row is free while the other side is asked", async () => {
    const { id, workspaceId, processes } = await signedInTwice();
    const { refreshes } = oauth;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    oauth.until = promise;
    const renewing = Promise.all(processes.map(refuse));
    await vi.waitFor(() => expect(oauth.refreshes).toBe(refreshes + 1));
    await asSystem((tx) => tx.execute(sql`select 1 from tool_servers where id = ${id}::uuid for update nowait`));
    open();
    expect(await renewing).toEqual([true, true]);
    expect(oauth.refreshes).toBe(refreshes + 1);
    const [one, two] = await Promise.all(processes.map(({ headers }) => headers()));
    expect(one).toEqual(two);
    expect(one?.authorization).toBe(`Bearer ${(await storedSignIn(workspaceId, id)).tokens?.access_token}`);
  });

  test("is not renewed again for a call that is refused late", async () => {
    const { processes } = await signedInTwice();
    const { refreshes } = oauth;
    const access = processes[0];
    const refused = (await access?.headers()) ?? {};
    expect(await access?.renew?.(refused)).toBe(true);
    expect(await access?.renew?.(refused)).toBe(true);
    expect(oauth.refreshes).toBe(refreshes + 1);
  });

  test("is renewed although a process died that was about to", async () => {
    const { id, processes } = await signedInTwice();
    expect(await claimRenewal(id, 400)).not.toBeNull();
    expect(await claimRenewal(id)).toBeNull();
    expect(await refuse(processes[0])).toBe(true);
  });

  test("that a person ends while it is renewed stays ended", async () => {
    const { id, workspaceId, processes } = await signedInTwice();
    const { refreshes } = oauth;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    oauth.until = promise;
    const renewing = refuse(processes[0]);
    await vi.waitFor(() => expect(oauth.refreshes).toBe(refreshes + 1));
    await endSignIn(scope, id);
    open();
    expect(await renewing).toBe(false);
    expect(await storedSignIn(workspaceId, id)).toEqual({});
  });

  test("belongs to whoever began it, is good once, and can't be made up", async () => {
    const { id } = await createServer(scope, given({ url: oauth.url, auth: "oauth" }));
    const params = await back((await startSignIn(scope, id)).url);
    expect(await codeOf(finish(params, other.userId))).toBe("invalid_request");
    expect(await codeOf(finish(params, null))).toBe("invalid_request");
    const forged = new URLSearchParams({ code: "x", state: `${params.get("state")}A` });
    expect(await codeOf(finish(forged))).toBe("invalid_request");
    expect(await finish(params)).toContain("signIn=done");
    expect(await codeOf(finish(params))).toBe("invalid_request");
    const refused = await back((await startSignIn(scope, id)).url);
    refused.delete("code");
    expect(await finish(refused)).toContain("signIn=refused");
  });

  test("to a server that knows of none fails with a clear code", async () => {
    const { id } = await createServer(scope, given({ url: faults.url("ok") }));
    expect(await codeOf(startSignIn(scope, id))).toBe("tool_server_unauthorized");
  });
});

describe("a server that is a process", () => {
  const by = () => ({
    actor: { id: scope.userId, type: "user" as const, name: "a", ip: null, userAgent: null, sessionId: null },
    workspaceId: scope.workspaceId,
    requestId: newId(),
  });
  const file = join(process.cwd(), "e2e/fixtures/mcp-fault-process.mjs");
  const allow = (name: string, fault: string) =>
    allowCommand(by(), { name, command: process.execPath, args: [file, fault], description: "" });

  test("is started by allowed commands alone, and no more when it is forbidden", async () => {
    expect(await codeOf(createServer(scope, given({ transport: "stdio", command: "rm" })))).toBe("invalid_request");
    const { id: commandId } = await allow("plain", "plain");
    const { id, status } = await add({ transport: "stdio", command: "plain" });
    expect(status).toBe("ready");
    expect(await call("echo", { text: "from a process" })).toMatchObject({ text: "from a process" });
    await forbidCommand(by(), commandId);
    await closeConnections();
    expect(await codeOf(call("echo"))).toBe("tool_server_failed");
    expect(await refreshNow(scope, id)).toMatchObject({ lastFault: { code: "tool_server_failed" } });
  });

  test("keeps the end of its log, without the secrets it was given", async () => {
    await allow("noisy", "noisy");
    const { id, envNames } = await add({ transport: "stdio", command: "noisy", env: { API_KEY: "very-secret-value" } });
    expect(envNames).toEqual(["API_KEY"]);
    await expect.poll(async () => (await getServerLog(scope, id)).text, { timeout: 5_000 }).toContain("API_KEY");
    const { text } = await getServerLog(scope, id);
    expect(text).not.toContain("very-secret-value");
    expect(text).toContain("no message: Welcome");
  });

  test("that ends again and again is left alone for a while", async () => {
    await allow("crashing", "crash");
    await add({ transport: "stdio", command: "crashing" });
    expect(await codeOf(call("echo"))).toBe("tool_server_failed");
    const again = await call("echo").catch((error: AppError) => error.message);
    expect(again).toContain("It is tried again in");
  });
});

describe("who may", () => {
  test("another workspace sees and changes nothing", async () => {
    const { id } = await add();
    for (const work of [
      () => getServer(other, id),
      () => listToolsOfServer(other, id),
      () => getServerLog(other, id),
      () => getServerUses(other, id),
      () => refreshNow(other, id),
      () => updateServer(other, id, { name: "Mine" }),
      () => deleteServer(other, id, true),
      () => startSignIn(other, id),
      () => endSignIn(other, id),
    ]) {
      expect(await codeOf(work())).toBe("not_found");
    }
    expect((await listServers(other)).items).toEqual([]);
    expect((await getServer(scope, id)).name).toBe("Faults");
  });

  test("tools that wait are seen by approvers alone", async () => {
    const { id } = await add();
    const viewer = { ...scope, permissions: new Set(["tool.view"] as const) };
    expect((await listToolsOfServer(viewer, id)).items).toEqual([]);
    await approve(id);
    expect((await listToolsOfServer(viewer, id)).items).toHaveLength(1);
  });

  test("a server that a published version uses is removed only by force", async () => {
    const { id } = await add();
    const [tool] = await rowsOf(id);
    const workflow = await make.workflow({ workspaceId: scope.workspaceId, name: "Uses it" });
    const version = await make.version({ workspaceId: scope.workspaceId, workflowId: workflow.id });
    await asSystem((tx) =>
      tx.update(workflows).set({ publishedVersionId: version.id }).where(eq(workflows.id, workflow.id)),
    );
    await asSystem((tx) =>
      tx.insert(workflowReferences).values({
        workspaceId: scope.workspaceId,
        workflowId: workflow.id,
        versionId: version.id,
        nodeId: "a",
        kind: "tool",
        targetId: tool?.id ?? "",
      }),
    );
    expect((await getServerUses(scope, id)).items).toMatchObject([{ name: "Uses it", isPublished: true }]);
    expect(await codeOf(deleteServer(scope, id, false))).toBe("in_use");
    await deleteServer(scope, id, true);
    expect(await codeOf(getServer(scope, id))).toBe("not_found");
  });
});
