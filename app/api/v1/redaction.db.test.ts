// Secrets are planted wherever they can be, and runs of every kind meet servers that tell them back. Afterwards nothing
// of them is found in anything that is kept or told: they lie in sealed envelopes alone. Long, because the one search at
// its end is about all of it.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { allowedCommands } from "@/db/schema/tools";
import { asSystem } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { dumpDatabase } from "@/db/testing/dump-database";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import { listSessions } from "@/lib/auth/account-queries";
import { setUp } from "@/lib/auth/set-up";
import { startSession } from "@/lib/auth/start-session";
import { requestWithSession, setTestEnvironment } from "@/lib/auth/testing/request";
import { scopeOf } from "@/lib/auth/testing/scope";
import type { Graph } from "@/lib/graph/schema";
import type { RouteHandler } from "@/lib/http/handle";
import { makeProgram, type Program, type Sent } from "@/lib/http/testing/call-route";
import { releaseRuns } from "@/lib/runs/runtime";
import { graphOf } from "@/lib/runs/testing/graphs";
import { type Processes, prepareProcesses } from "@/lib/runs/testing/processes";
import { type SlowServer, startSlowServer } from "@/lib/runs/testing/slow-server";
import { type EchoServer, startEchoServer } from "@/lib/secrets/testing/echo-server";
import { findPlanted, type Kept, type Planted, plant } from "@/lib/secrets/testing/planted";
import type { JsonObject } from "@/lib/shared/json";
import { publishGraph } from "@/lib/workflows/testing/publish-graph";
import { POST as createApiKey } from "./api-keys/route";
import { POST as createLink } from "./approvals/[approvalId]/link/route";
import { GET as getApproval } from "./approvals/[approvalId]/route";
import { GET as listApprovals } from "./approvals/route";
import { GET as listAuditLogs } from "./audit-logs/route";
import { GET as listCalls } from "./calls/route";
import { PATCH as setCallLog } from "./calls/settings/route";
import { GET as openLink } from "./decide/[token]/route";
import { POST as changePassword } from "./me/password/route";
import { GET as listMembers } from "./members/route";
import { GET as listModels } from "./models/route";
import { GET as getOpenApi } from "./openapi.json/route";
import { POST as checkProvider } from "./providers/[providerId]/check/route";
import { POST as addKey, GET as listKeys } from "./providers/[providerId]/keys/route";
import { GET as listOffered } from "./providers/[providerId]/offered-models/route";
import { POST as createProvider, GET as listProviders } from "./providers/route";
import { GET as followRun } from "./runs/[runId]/events/route";
import { POST as forkRun } from "./runs/[runId]/fork/route";
import { GET as getNode } from "./runs/[runId]/node/route";
import { GET as listNodes } from "./runs/[runId]/nodes/route";
import { GET as getRun } from "./runs/[runId]/route";
import { GET as listRuns } from "./runs/route";
import { PATCH as updateSecret } from "./secrets/[secretId]/route";
import { POST as createSecret, GET as listSecrets } from "./secrets/route";
import { GET as getServerLog } from "./tool-servers/[serverId]/log/route";
import { POST as refreshServer } from "./tool-servers/[serverId]/refresh/route";
import { GET as getServer } from "./tool-servers/[serverId]/route";
import { POST as createServer, GET as listServers } from "./tool-servers/route";
import { POST as callTool } from "./tools/[toolId]/call/route";
import { POST as createTool, GET as listTools } from "./tools/route";
import { GET as getDraft } from "./workflows/[workflowId]/draft/route";
import { POST as startRun } from "./workflows/[workflowId]/runs/route";
import { POST as validateDraft } from "./workflows/[workflowId]/validate/route";
import { GET as getVersion } from "./workflows/[workflowId]/versions/[number]/route";
import { POST as createWorkflow } from "./workflows/route";

setTestEnvironment();
const home = mkdtempSync(join(tmpdir(), "weft-redaction-"));
process.env.WEFT_HOME = home;
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What people are told, request by request. */
const told: Kept[] = [];
const secrets = {
  TOKEN: plant("secret in a header"),
  PASSWORD: plant("secret of a sign-in"),
  QUERY: plant("secret in an address"),
  BODY: plant("secret in a body"),
  HOST: plant("secret as a host", "."),
  KEY_FILE: plant("secret of several lines", "\n"),
  LONG: { ...plant("large secret"), value: plant("", "").value.repeat(400) },
  ROTATED: plant("secret before it was replaced"),
};
const replacement = plant("secret after it was replaced");
const providerKey = plant("key of a provider", "");
const furtherKey = plant("further key of a provider", "");
const providerHeader = plant("header of a provider", "");
const serverHeader = plant("header of a tool server", "-/");
const serverEnv = plant("environment of a tool server");
const passwords = {
  first: plant("password of the owner"),
  next: plant("password that was changed to"),
  wrong: plant("password that was wrong"),
  misplaced: plant("password in the field of the account"),
  refused: plant("password of a registration that was refused"),
};
const planted: Planted[] = [
  ...Object.values(secrets),
  ...Object.values(passwords),
  ...[replacement, providerKey, furtherKey, providerHeader, serverHeader, serverEnv],
];
/** Nobody's secret: what is found of it proves that the search finds. */
const known = plant("question");

const ownerEmail = "owner@example.test";
let workspaceSlug: string;
let program: Program;
let echo: EchoServer;
let slow: SlowServer;
let model: ModelServer;
let processes: Processes;

/** Calls an endpoint and keeps what it tells; streams are read to their end. */
async function call(name: string, handler: Parameters<Program["send"]>[0], sent: Sent = {}) {
  const response = await program.send(handler, sent);
  const text = await response.text();
  told.push({ name: `answer of ${name}`, text: `${JSON.stringify([...response.headers])}\n${text}` });
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, text, body: isJson ? JSON.parse(text) : null };
}

beforeAll(async () => {
  [echo, slow, model] = await Promise.all([startEchoServer(), startSlowServer(), startModelServer()]);
  processes = await prepareProcesses(process.cwd(), databaseUrl());
  const owner = { email: ownerEmail, name: "Owner", password: passwords.first.value, workspace: "First" };
  ({ workspaceSlug } = await setUp(owner, { ip: null, userAgent: "test", requestId: null }));
  program = await makeProgram();
  // The log of calls keeps all it can.
  const kept = await call("setCallLog", setCallLog, { body: { keepParameters: true, keepBodies: true } });
  expect(kept.status, kept.text).toBe(200);
  for (const [name, { value }] of Object.entries(secrets)) {
    const made = await call("createSecret", createSecret, { body: { name, value, description: "planted" } });
    expect(made.status, made.text).toBe(201);
    if (name !== "ROTATED") continue;
    const params = { secretId: made.body.id };
    await call("updateSecret", updateSecret, { params, body: { value: replacement.value } });
  }
});
afterAll(async () => {
  await processes?.close();
  await releaseRuns();
  await Promise.all([echo?.close(), slow?.close(), model?.stop()]);
  rmSync(home, { recursive: true, force: true });
});

/** Calls an endpoint as a browser does that is signed in. */
async function browse(name: string, handler: RouteHandler, secret: string, body?: JsonObject) {
  const { headers } = await requestWithSession(secret, workspaceSlug);
  const cookie = headers.get("cookie") ?? "";
  planted.push({ place: `cookie of ${name}`, value: cookie.slice(cookie.lastIndexOf("=") + 1) });
  headers.set("content-type", "application/json");
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await handler(new Request("http://localhost/api/v1/me", { headers, ...sent }), {
    params: Promise.resolve({}),
  });
  const text = await response.text();
  told.push({ name: `answer of ${name}`, text: `${JSON.stringify([...response.headers])}\n${text}` });
  return { status: response.status, text };
}

type Nodes = Parameters<typeof graphOf>[0];
const secretRef = (name: keyof typeof secrets) => `{{ secrets.${name} }}`;
const everywhere: JsonObject = {
  method: "POST",
  headers: [{ name: "x-key", value: secretRef("TOKEN") }],
  query: [{ name: "key", value: secretRef("QUERY") }],
  auth: "basic",
  user: "robot",
  password: secretRef("PASSWORD"),
  bodyType: "json",
  bodyJson: { deep: [{ key: `<${secretRef("BODY")}>`, file: secretRef("KEY_FILE"), new: secretRef("ROTATED") }] },
};

/** A call that carries secrets, and nodes that do with its answer whatever nodes do; `more` come before the end. */
function callAndTell(config: JsonObject, more: Nodes = {}): Graph {
  const source = "print(inputs.answer); return { all: inputs.answer, cut: String(inputs.answer).slice(9, 90) }";
  const text = "{{ start.query }} It said {{ look.all }} {{ call.headers }}";
  const others = Object.keys(more);
  return graphOf(
    {
      start: { type: "start" },
      call: { type: "http-request", config: { url: `${echo.url}/json`, ...config } },
      look: {
        type: "code",
        config: { source },
        inputs: [{ name: "answer", type: "any", value: "{{ call.body }}" }],
        outputs: ["all", "cut"].map((name) => ({ name, type: "string" as const })),
      },
      say: { type: "answer", renderMode: "message", config: { text } },
      ...more,
      end: { type: "end", inputs: [{ name: "json", type: "any", value: "{{ call.json }}" }] },
    },
    [
      "start -> call",
      "call -> look",
      "look -> say",
      "say -> end",
      ...others.map((name) => `look -> ${name}`),
      ...others.map((name) => `${name === "ask" ? "ask:approved" : name} -> end`),
    ],
  );
}

/** Runs a graph as a draft; without a run where it is refused. */
async function runDraft(name: string, graph: Graph, respond: "stream" | "blocking" = "stream") {
  const made = await call("createWorkflow", createWorkflow, { body: { name, graph } });
  expect(made.status, made.text).toBe(201);
  const params = { workflowId: made.body.id };
  const { body: judged } = await call("validateDraft", validateDraft, { params, body: {} });
  await call("getDraft", getDraft, { params });
  const body = { version: "draft", query: `${known.value} ${name}`, respond };
  const { text } = await call(`the stream of ${name}`, startRun, { params, body });
  const faults: string[] = judged.problems.map(({ code }: { code: string }) => code);
  return { runId: /"(?:runId|id)":"([0-9a-f-]{36})"/.exec(text)?.[1] ?? null, faults, text };
}

/** Reads a run as people do: itself, each of its nodes, its events once more. */
async function readRun(name: string, runId: string | null) {
  if (runId === null) throw new Error(`${name} was not run`);
  const params = { runId };
  const run = await call(`${name}: getRun`, getRun, { params });
  const nodes = await call(`${name}: listRunNodes`, listNodes, { params, query: { checksums: "true" } });
  for (const { path } of nodes.body.items) await call(`${name}: node ${path}`, getNode, { params, query: { path } });
  if (run.body.status !== "paused") await call(`${name}: followRun`, followRun, { params });
  return run.body;
}

const get = (config: JsonObject) => callAndTell({ url: `${echo.url}/json`, ...config });
const ways = [
  "json",
  "page",
  "errorPage",
  "base64",
  "hex",
  "nested",
  "large",
  "refuse",
  "redirect",
  "strangeRedirect",
  "broken",
];

test("calls that carry secrets arrive, and whatever comes back is told without them", async () => {
  const cases: Record<string, Graph> = {
    ...Object.fromEntries(ways.map((way) => [way, get({ ...everywhere, url: `${echo.url}/${way}` })])),
    bearer: get({ auth: "bearer", token: secretRef("TOKEN") }),
    "sign-in by a header": get({ auth: "header", headerName: "x-api-key", headerValue: secretRef("TOKEN") }),
    form: get({ method: "POST", bodyType: "form", bodyForm: [{ name: "key", value: secretRef("BODY") }] }),
    text: get({ method: "POST", bodyType: "text", bodyText: `${secretRef("LONG")} ${secretRef("KEY_FILE")}` }),
    path: get({ url: `${echo.url}/json/${secretRef("HOST")}` }),
    "unknown host": get({ url: `http://${secretRef("HOST")}.invalid/` }),
    "no address": get({ url: secretRef("TOKEN") }),
    "password in the address": get({ url: `http://me:${secretRef("TOKEN")}@127.0.0.1:1/` }),
    "nobody there": get({ url: "http://127.0.0.1:1/", auth: "bearer", token: secretRef("TOKEN") }),
    "line break in a header": get({ headers: [{ name: "x-file", value: secretRef("KEY_FILE") }] }),
    "name of a header": get({ headers: [{ name: secretRef("TOKEN"), value: "1" }] }),
    "long name of a header": get({ headers: [{ name: `${"x".repeat(50)}${secretRef("TOKEN")}`, value: "1" }] }),
    "number of it": get({ query: [{ name: "n", value: "{{ number(secrets.TOKEN) }}" }] }),
    "JSON of it": get({ query: [{ name: "n", value: "{{ parseJson(secrets.TOKEN) }}" }] }),
    "inside of it": get({ query: [{ name: "n", value: "{{ secrets.TOKEN.deep.est }}" }] }),
    "in a text": callAndTell({}, { text: { type: "template", config: { text: secretRef("TOKEN") } } }),
  };
  const refused: Record<string, string> = {
    "number of it": "secret_transformed",
    "JSON of it": "secret_transformed",
    "inside of it": "reference_unknown",
    "in a text": "secret_not_allowed",
  };
  for (const [name, graph] of Object.entries(cases)) {
    const { runId, faults, text } = await runDraft(name, graph);
    const fault = refused[name];
    expect(faults, `${name}: ${text.slice(0, 500)}`).toEqual(fault === undefined ? [] : [fault]);
    if (runId !== null) await readRun(name, runId);
    else expect(fault).toBeDefined();
  }
  const arrived = (one: Planted) => findPlanted([one], [{ name: "server", text: echo.seen() }]).length > 0;
  for (const [name, one] of Object.entries(secrets)) expect(arrived(one), `${name} arrived`).toBe(name !== "ROTATED");
  expect(arrived(replacement)).toBe(true);
});

test("a run that waits for people, one that is decided by link, and one that is forked", async () => {
  const body = "{{ call.body }}";
  const ask: Nodes[string] = {
    type: "approval",
    config: { title: "{{ look.cut }}", body, editable: true, draft: body },
  };
  const { runId } = await runDraft("waiting", callAndTell(everywhere, { ask }), "blocking");
  await vi.waitFor(async () => expect((await readRun("waiting", runId)).status).toBe("paused"), { timeout: 60_000 });
  const { body: asked } = await call("listApprovals", listApprovals);
  const approvalId: string = asked.items[0].id;
  await call("getApproval", getApproval, { params: { approvalId } });
  const link = await program.call(createLink, { params: { approvalId }, body: {} });
  const token: string = link.body.url.slice(link.body.url.lastIndexOf("/") + 1);
  planted.push({ place: "link that decides", value: token });
  await call("openLink", openLink, { params: { token } });

  const whole = await runDraft("to be forked", get(everywhere));
  const fork = await call("forkRun", forkRun, { params: { runId: whole.runId ?? "" }, body: { nodeId: "call" } });
  expect(fork.status, fork.text).toBe(202);
  const forked = { runId: fork.body.id };
  await vi.waitFor(async () => expect((await program.call(getRun, { params: forked })).body.status).toBe("succeeded"), {
    timeout: 60_000,
  });
  await readRun("the fork", fork.body.id);
});

test("providers that quote their keys, and models that say again what they are told", async () => {
  const names = ["scripted", "fault-key", "fault-late", "fault-html"];
  const provider = await call("createProvider", createProvider, {
    body: {
      kind: "openai-compatible",
      name: "Quoting",
      baseUrl: model.url,
      apiKey: providerKey.value,
      headers: { "x-organisation": providerHeader.value },
      retryCount: 0,
      models: names.map((modelId) => ({ modelId, name: modelId })),
    },
  });
  expect(provider.status, provider.text).toBe(201);
  const params = { providerId: provider.body.id };
  const added = await call("addKey", addKey, { params, body: { name: "Second", apiKey: furtherKey.value } });
  expect(added.status, added.text).toBe(201);
  for (const modelId of names) await call("checkProvider", checkProvider, { params, body: { modelId } });
  await call("listOffered", listOffered, { params });
  await call("listKeys", listKeys, { params });
  const { body: models } = await call("listModels", listModels, { query: { providerId: provider.body.id } });
  expect(models.items).toHaveLength(names.length);
  for (const { id, name } of models.items) {
    const config = { modelId: id, prompt: "{{ call.body }} {{ look.all }}" };
    const graph = callAndTell(everywhere, { llm: { type: "llm", renderMode: "message", config } });
    await readRun(`the model ${name}`, (await runDraft(`the model ${name}`, graph)).runId);
  }
  expect(model.requests.some((request) => request.authorization?.includes(providerKey.value))).toBe(true);
});

/** Ways of signing in, each with a secret of its own. */
const auth = {
  bearer: [{ type: "bearer", secret: "TOKEN" }],
  basic: [{ type: "basic", user: "robot", secret: "PASSWORD" }],
  query: [{ type: "apiKey", in: "query", name: "key", secret: "QUERY" }],
  cookie: [{ type: "apiKey", in: "cookie", name: "key", secret: "HOST" }],
  oauth2: () => [{ type: "oauth2", tokenUrl: `${echo.url}/json`, clientId: "weft", secret: "BODY", scopes: [] }],
};

test("tools that sign in with secrets, tried by hand and called by nodes", async () => {
  const results: Record<string, string> = {};
  for (const way of ["json", "base64", "nested", "refuse", "errorPage"]) {
    for (const [kind, given] of Object.entries(auth)) {
      const made = await call(`createTool ${way} ${kind}`, createTool, {
        body: {
          kind: "http",
          name: `${way}_${kind}`,
          displayName: `${way} ${kind}`,
          description: "Tells what it was sent",
          approval: "never",
          inputSchema: { type: "object", properties: {} },
          config: {
            method: "GET",
            url: `${echo.url}/${way}`,
            headers: [{ name: "x-key", value: "{{ secrets.TOKEN }}" }],
            auth: typeof given === "function" ? given() : given,
          },
        },
      });
      expect(made.status, made.text).toBe(201);
      const toolId: string = made.body.id;
      const tried = await call(`callTool ${way} ${kind}`, callTool, { params: { toolId }, body: { arguments: {} } });
      expect(tried.status, tried.text).toBe(200);
      results[`${way} ${kind}`] = toolId;
    }
  }
  for (const toolId of [
    results["json bearer"],
    results["nested basic"],
    results["refuse query"],
    results["errorPage bearer"],
  ]) {
    const tell = { type: "tool" as const, config: { toolId: toolId ?? "", onFailure: "tell" } };
    const { runId } = await runDraft(`the tool ${toolId}`, callAndTell(everywhere, { tell }));
    await readRun(`the tool ${toolId}`, runId);
  }
});

test("agents whose tools tell what they were sent, and whose models say it again", async () => {
  const { body: models } = await call("listModels", listModels, {});
  const { id: modelId } = models.items.find(({ name }: { name: string }) => name === "scripted");
  const { body: tools } = await call("listTools", listTools);
  const callable = ["json_bearer", "nested_basic", "errorPage_query"];
  const chosen = tools.items.filter(({ name }: { name: string }) => callable.includes(name));
  expect(chosen).toHaveLength(callable.length);
  const asked = callable.map((name) => `[[call:${name} {}]]`).join(" ");
  const agent: Nodes[string] = {
    type: "agent",
    renderMode: "message",
    config: { modelId, prompt: `${asked} {{ look.all }}`, tools: chosen.map(({ id }: { id: string }) => id) },
    policy: { retry: { max: 1, delayMs: 1, backoff: 1 } },
  };
  const before = echo.seen().length;
  const { runId } = await runDraft("the agent", callAndTell(everywhere, { agent }));
  const run = await readRun("the agent", runId);
  expect(run.status, JSON.stringify(run.error)).toBe("succeeded");
  const called = { name: "server", text: echo.seen().slice(before) };
  for (const secret of [secrets.TOKEN, secrets.PASSWORD, secrets.QUERY]) {
    expect(findPlanted([secret], [called])).not.toEqual([]);
  }
  const last = model.requests.at(-1);
  expect(JSON.stringify(last)).toContain("status 502");
  // What a model is sent leaves this system as well.
  told.push({ name: "what the model was asked", text: JSON.stringify(model.requests.map(({ body }) => body)) });
});

test("tool servers that tell what they are given", async () => {
  const source =
    "process.stderr.write(JSON.stringify(process.env) + '\\n' + process.env.API_KEY); setTimeout(() => process.exit(3), 500)";
  await asSystem((tx) =>
    tx.insert(allowedCommands).values({ name: "tell", command: process.execPath, args: ["-e", source] }),
  );
  const servers = {
    web: { transport: "http", url: `${echo.url}/json`, headers: { authorization: `Bearer ${serverHeader.value}` } },
    failing: { transport: "http", url: `${echo.url}/errorPage`, headers: { "x-key": serverHeader.value } },
    refusing: { transport: "http", url: `${echo.url}/refuse`, headers: { "x-key": serverHeader.value } },
    older: { transport: "sse", url: `${echo.url}/redirect`, headers: { "x-key": serverHeader.value } },
    process: { transport: "stdio", command: "tell", env: { API_KEY: serverEnv.value } },
  };
  for (const [name, server] of Object.entries(servers)) {
    const made = await call(`createServer ${name}`, createServer, { body: { name, ...server } });
    expect(made.status, made.text).toBe(201);
    const params = { serverId: made.body.id };
    await call(`refreshServer ${name}`, refreshServer, { params, body: {} });
    await call(`getServer ${name}`, getServer, { params });
    if (name !== "process") continue;
    await vi.waitFor(
      async () => expect((await call("getServerLog", getServerLog, { params })).text).toContain("API_KEY"),
      { timeout: 30_000, interval: 200 },
    );
  }
  const arrived = findPlanted([serverHeader], [{ name: "server", text: echo.seen() }]);
  expect(arrived).not.toEqual([]);
});

test("a run that loses its process is finished by a worker, and neither prints a secret", async () => {
  const config = {
    url: slow.url,
    query: [{ name: "key", value: "wait" }],
    headers: [{ name: "x-key", value: secretRef("TOKEN") }],
  };
  const graph = callAndTell(everywhere, { slow: { type: "http-request", config } });
  const { workspaceId, userId } = program;
  const workflowId = await publishGraph(scopeOf({ id: workspaceId }, { id: userId }), graph, "of two processes");
  const more = { WEFT_LOG_LEVEL: "trace", WEFT_HOME: home };
  const [web, worker] = await Promise.all([processes.start("web", more), processes.start("worker", more)]);
  const runId = await web.startRun({ workspaceId, userId, workflowId });
  await vi.waitFor(() => expect(slow.asked.get("wait")).toHaveLength(1), { timeout: 60_000 });
  await web.end("SIGKILL");
  slow.open();
  await vi.waitFor(
    async () => expect((await program.call(getRun, { params: { runId } })).body.status).toBe("succeeded"),
    { timeout: 120_000, interval: 200 },
  );
  await readRun("the run of two processes", runId);
  await call("getVersion", getVersion, { params: { workflowId, number: "1" } });
  await worker.end("SIGTERM");
  told.push({ name: "output of web", text: web.output() }, { name: "output of worker", text: worker.output() });
});

test("people who register, sign in and change their password, rightly and wrongly", async () => {
  const { first, next, wrong, misplaced, refused } = passwords;
  const from = { ip: null, userAgent: "test", requestId: null };
  const late = { email: "late@example.test", name: "Late", password: refused.value, workspace: "Late" };
  const attempt = (identifier: string, password: string) => startSession({ identifier, password, ...from });
  const tries = await Promise.allSettled([
    setUp(late, from),
    attempt(ownerEmail, wrong.value),
    attempt(misplaced.value, wrong.value),
  ]);
  const codes = tries.map((one) => one.status === "rejected" && one.reason.code);
  expect(codes).toEqual(["setup_done", "sign_in_failed", "sign_in_failed"]);
  told.push({ name: "refusals", text: tries.map((one) => one.status === "rejected" && inspect(one.reason)).join() });
  const one = await attempt(ownerEmail, first.value);
  const two = await attempt(ownerEmail, first.value);
  planted.push(
    { place: "token of a session", value: one.secret },
    { place: "token that was ended", value: two.secret },
  );
  expect((await browse("listMembers", listMembers, two.secret)).status).toBe(200);
  const change = { currentPassword: wrong.value, password: next.value };
  expect((await browse("changePassword, wrongly", changePassword, one.secret, change)).status).toBe(401);
  const misshapen = { currentPassword: [wrong.value], password: next.value.repeat(20), [next.value]: 1 };
  expect((await browse("changePassword, misshapen", changePassword, one.secret, misshapen)).status).toBe(400);
  const rightly = { ...change, currentPassword: first.value };
  const changed = await browse("changePassword", changePassword, one.secret, rightly);
  expect(changed.status, changed.text).toBe(204);
  expect((await browse("listMembers, ended", listMembers, two.secret)).status).toBe(401);
  const open = await listSessions(one.userId, one.sessionId, { limit: 50 });
  told.push({ name: "listSessions", text: JSON.stringify(open) });
  const three = await attempt(ownerEmail, next.value);
  planted.push({ place: "token of a later session", value: three.secret });
});

test("the lists of everything", async () => {
  const key = await program.call(createApiKey, { body: { name: "planted" } });
  expect(key.status).toBe(201);
  planted.push({ place: "API key", value: key.body.key.slice(-24) });
  const logs = { listCalls, listAuditLogs, listRuns, listApprovals };
  const lists = { ...logs, listSecrets, listProviders, listTools, listServers, getOpenApi };
  for (const [name, list] of Object.entries(lists)) expect((await call(name, list)).status, name).toBe(200);
});

test("nothing of a planted secret is found in anything that is kept or told", async () => {
  await releaseRuns();
  const database = await dumpDatabase();
  const entries = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }): Kept => {
    const path = join(parentPath, name);
    return { name: `file ${path}`, text: readFileSync(path, "latin1") };
  });
  // What was asked is no secret. That it is found shows that the search reaches each place.
  for (const place of [database, files, told]) expect(findPlanted([known], place)).not.toEqual([]);
  expect(findPlanted(planted, [...database, ...files, ...told])).toEqual([]);
});
