// What hostile or careless callers send: each gets a clear refusal with a code, and what was there before still is.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import { setTestEnvironment } from "@/lib/auth/testing/request";
import { scopeOf } from "@/lib/auth/testing/scope";
import type { Graph } from "@/lib/graph/schema";
import { makeProgram, type Program } from "@/lib/http/testing/call-route";
import { createProvider } from "@/lib/models/commands/create-provider";
import { createProvider as createProviderOperation } from "@/lib/models/contract";
import { listModels } from "@/lib/models/queries";
import { releaseRuns } from "@/lib/runs/runtime";
import { busyNode, graphOf, greetingGraph } from "@/lib/runs/testing/graphs";
import { GET as refuseUnknown } from "../[[...rest]]/route";
import { GET as listTalkers } from "./chat/agents/route";
import { GET as listTurns } from "./conversations/[conversationId]/turns/route";
import { POST as validateGraph } from "./graphs/validate/route";
import { GET as listNodes } from "./runs/[runId]/nodes/route";
import { GET as getRun } from "./runs/[runId]/route";
import { POST as editDraft } from "./workflows/[workflowId]/draft/edits/route";
import { GET as getDraft, PUT as replaceDraft } from "./workflows/[workflowId]/draft/route";
import { POST as startRun } from "./workflows/[workflowId]/runs/route";
import { GET as listVersions, POST as publish } from "./workflows/[workflowId]/versions/route";
import { POST as createWorkflow, GET as listWorkflows } from "./workflows/route";

setTestEnvironment();
// The scripted model server is on this machine; nodes still may not call it by another of its addresses.
process.env.WEFT_ALLOW_HOSTS = "localhost";
provideDatabase();
afterAll(releaseRuns);

let program: Program;
beforeEach(async () => {
  program = await makeProgram();
});

async function makeWorkflow(graph: Graph = greetingGraph): Promise<string> {
  const made = await program.call(createWorkflow, { body: { name: `w${Math.random()}`, graph } });
  expect(made.status).toBe(201);
  return made.body.id;
}

const draftOf = (workflowId: string) => program.call(getDraft, { params: { workflowId } });

async function runDraft(graph: Graph, body: object = {}) {
  const workflowId = await makeWorkflow(graph);
  return program.call(startRun, { params: { workflowId }, body: { version: "draft", query: "hi", ...body } });
}

/** A graph of one node between start and end. */
const around = (node: Parameters<typeof graphOf>[0][string]) =>
  graphOf({ start: { type: "start" }, it: node, end: { type: "end" } }, ["start -> it", "it -> end"]);

test("a graph that refers to thousands of things is stored like any other", async () => {
  const headers = (at: number) =>
    Array.from({ length: 60 }, (_, i) => ({ name: `x-${i}`, value: `{{ secrets.S_${at}_${i} }}` }));
  const graph = graphOf(
    Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [
        `call_${at}`,
        { type: "http-request", config: { url: "https://example.org", headers: headers(at) } },
      ]),
    ),
    [],
  );
  const workflowId = await makeWorkflow(graph);
  const [counted] = await systemSql()`
    select count(*)::int as n from workflow_references where workflow_id = ${workflowId}`;
  expect(counted?.n).toBe(12_000);
});

describe("an address", () => {
  test.each(["abc", "\u0000", "9".repeat(400), "-1"])("with the cursor of no list is refused (%j)", async (cursor) => {
    const query = { cursor };
    const params = { workflowId: await makeWorkflow(), conversationId: crypto.randomUUID() };
    for (const list of [listTalkers, listTurns, listVersions, listWorkflows])
      expect(await program.call(list, { params, query })).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      });
  });

  test("that no endpoint has is refused in the way of all endpoints", async () => {
    expect(await refuseUnknown()).toMatchObject({ status: 404 });
    expect(await (await refuseUnknown()).json()).toMatchObject({ code: "not_found" });
  });
});

describe("a body", () => {
  const post = (body: string, headers = {}) => program.call(createWorkflow, { body, headers });

  test("that is no JSON, of another type, or too deep is refused", async () => {
    expect(await post("{")).toMatchObject({ status: 400, body: { code: "invalid_json" } });
    expect(await post("name=x", { "content-type": "text/plain" })).toMatchObject({
      status: 415,
      body: { code: "unsupported_media_type" },
    });
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(await post(`{"name":"x","graph":${deep}}`)).toMatchObject({ status: 400, body: { code: "invalid_json" } });
  });

  test("of 50 MB is refused while it arrives", async () => {
    const before = process.memoryUsage().rss;
    expect(await post(`{"name":"${"x".repeat(50 * 1_048_576)}"}`)).toMatchObject({
      status: 413,
      body: { code: "body_too_large" },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1_048_576);
  });

  test("with NUL and lone surrogates is stored as replacement signs", async () => {
    const made = await post('{"name":"a\\u0000b\\ud800c"}');
    expect(made).toMatchObject({ status: 201, body: { name: "a\uFFFDb\uFFFDc" } });
  });

  test("with a wrong field names the field", async () => {
    const refused = await post('{"name":""}');
    expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request", errors: [{ path: "name" }] } });
  });
});

describe("a graph", () => {
  const problemsOf = async (graph: unknown) =>
    (await program.call(validateGraph, { body: { graph } })).body.problems.map(
      (problem: { code: string; nodeId?: string; field?: string }) => [problem.code, problem.nodeId, problem.field],
    );

  test("with a circle tells the nodes of it", async () => {
    const graph = graphOf(
      { start: { type: "start" }, a: { type: "template" }, b: { type: "template" }, end: { type: "end" } },
      ["start -> a", "a -> b", "b -> a", "b -> end"],
    );
    expect((await problemsOf(graph)).map(([code]: string[]) => code)).toContain("cycle");
    expect(await runDraft(graph)).toMatchObject({ status: 422, body: { code: "graph_invalid" } });
  });

  test("with a loose edge can't become a draft, and nothing is written", async () => {
    const graph = graphOf({ start: { type: "start" }, end: { type: "end" } }, ["start -> nowhere"]);
    const made = await program.call(createWorkflow, { body: { name: "loose", graph } });
    expect(made).toMatchObject({ status: 422, body: { code: "graph_invalid", errors: [{ code: "edge_dangling" }] } });
    expect((await program.call(listWorkflows)).body.items).toEqual([]);
  });

  test("with an unknown node type may be a draft, but does not run", async () => {
    const graph = around({ type: "template", config: { text: "x" } });
    const alien = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === "it" ? { ...node, type: "alien" } : node)),
    };
    expect(await problemsOf(alien)).toContainEqual(["node_type_unknown", "it", undefined]);
    expect(await runDraft(alien)).toMatchObject({ status: 422, body: { code: "graph_invalid" } });
  });

  test("with 100,000 nodes is refused, and the draft stays", async () => {
    const workflowId = await makeWorkflow();
    const before = await draftOf(workflowId);
    const node = greetingGraph.nodes[0];
    const nodes = Array.from({ length: 100_000 }, (_, index) => ({ ...node, id: `n${index}` }));
    const body = { baseRevision: before.body.revision, graph: { ...greetingGraph, nodes, edges: [] } };
    const refused = await program.call(replaceDraft, { params: { workflowId }, body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await draftOf(workflowId)).toEqual(before);
  });

  test("that names another workspace's model tells so on the node", async () => {
    const stranger = await makeProgram();
    const scope = scopeOf({ id: stranger.workspaceId }, { id: stranger.userId });
    const body = createProviderOperation.body?.parse({
      name: "Theirs",
      kind: "openai-compatible",
      baseUrl: "https://models.example.com/v1",
      apiKey: "sk-theirs-0123456789",
      models: [{ modelId: "secret-model" }],
    });
    if (!body) throw new Error("the contract has no body");
    await createProvider(scope, body);
    const foreign = (await listModels(scope, { limit: 100 })).items.find((model) => !model.isShared);
    const graph = around({ type: "llm", config: { modelId: foreign?.id ?? "", prompt: "{{ start.query }}" } });
    expect(await problemsOf(graph)).toContainEqual(["model_unknown", "it", "config.modelId"]);
    expect(await runDraft(graph)).toMatchObject({ status: 422, body: { code: "graph_invalid" } });
  });

  test("with an attempt to reach JavaScript is a faulty expression on its field", async () => {
    const graph = around({ type: "template", config: { text: "{{constructor.constructor('return process')()}}" } });
    expect(await problemsOf(graph)).toContainEqual(["expression_invalid", "it", "config.text"]);
    for (const text of ["{{ start.constructor }}", "{{ start.__proto__.polluted }}"]) {
      const run = await runDraft(around({ type: "template", config: { text } }));
      expect(run.status === 422 || run.body.outputs === null || run.body.status !== "running").toBe(true);
      expect(JSON.stringify(run.body)).not.toContain("function");
    }
  });
});

describe("edits", () => {
  test("on an old revision are told what is there by now, and change nothing", async () => {
    const workflowId = await makeWorkflow();
    const { revision } = (await draftOf(workflowId)).body;
    const edit = (name: string, baseRevision: number) =>
      program.call(editDraft, {
        params: { workflowId },
        body: { baseRevision, edits: [{ type: "update", id: "hello", set: { name } }] },
      });
    expect(await edit("first", revision)).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    const conflict = await edit("second", revision);
    expect(conflict).toMatchObject({ status: 409, body: { code: "revision_conflict", revision: revision + 1 } });
    expect(conflict.body.graph).toEqual((await draftOf(workflowId)).body.graph);
  });

  test("of which one can't be applied are refused together", async () => {
    const workflowId = await makeWorkflow();
    const before = await draftOf(workflowId);
    const refused = await program.call(editDraft, {
      params: { workflowId },
      body: {
        baseRevision: before.body.revision,
        edits: [
          { type: "update", id: "hello", set: { name: "changed" } },
          { type: "configure", id: "nobody", set: { text: "x" }, unset: [] },
        ],
      },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: "edit_refused", index: 1 } });
    expect(await draftOf(workflowId)).toEqual(before);
  });
});

describe("another workspace's workflow", () => {
  test("is not there, whatever is asked of it", async () => {
    const workflowId = await makeWorkflow();
    const stranger = await makeProgram();
    const params = { workflowId };
    for (const got of [
      await stranger.call(getDraft, { params }),
      await stranger.call(replaceDraft, { params, body: { baseRevision: 0, graph: greetingGraph } }),
      await stranger.call(publish, { params, body: { revision: 1 } }),
      await stranger.call(startRun, { params, body: { version: "draft" } }),
    ]) {
      expect(got).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });
});

describe("a run", () => {
  const failed = (code: string, nodeId = "it") => ({
    status: 200,
    body: { status: "failed", error: { code, nodeId } },
  });

  test("whose inputs don't fit is refused before it begins, with every field", async () => {
    const graph = graphOf(
      {
        start: {
          type: "start",
          config: {
            variables: [
              { name: "age", type: "number", required: true },
              { name: "city", type: "string", required: true },
            ],
          },
        },
        end: { type: "end" },
      },
      ["start -> end"],
    );
    const refused = await runDraft(graph, { inputs: { age: "old" } });
    expect(refused).toMatchObject({ status: 422, body: { code: "inputs_invalid" } });
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual(["inputs.age", "inputs.city"]);
  });

  test("with an endless loop in its code ends by the time limit, and others go on meanwhile", async () => {
    const endless = runDraft(around({ type: "code", config: { ...busyNode.config, timeoutMs: 500 } }));
    const beside = await runDraft(greetingGraph);
    expect(beside).toMatchObject({ status: 200, body: { status: "succeeded", response: "Hello hi" } });
    expect(await endless).toMatchObject(failed("code_timeout"));
  });

  test("whose code wants 1 GB ends by the memory limit, and the memory comes back", async () => {
    const before = process.memoryUsage().rss;
    const source = "const a = []; while (true) a.push('x'.repeat(1000000) + a.length); return a.length;";
    expect(await runDraft(around({ type: "code", config: { source, timeoutMs: 10_000 } }))).toMatchObject(
      failed("code_out_of_memory"),
    );
    await expect.poll(() => process.memoryUsage().rss - before, { timeout: 10_000 }).toBeLessThan(300 * 1_048_576);
  });

  test.each([
    ["http://127.0.0.1:1/", "address_blocked"],
    ["http://169.254.169.254/latest/meta-data/", "address_blocked"],
    ["http://[::ffff:127.0.0.1]/", "address_blocked"],
    ["file:///etc/passwd", "address_blocked"],
  ])("that calls %s fails on its node", async (url, code) => {
    const got = await runDraft(around({ type: "http-request", config: { method: "GET", url } }));
    expect(got).toMatchObject(failed(code));
  });

  test("of a number that is none, or of nobody, is not there", async () => {
    expect(await program.call(getRun, { params: { runId: "42" } })).toMatchObject({ status: 400 });
    const unknown = { params: { runId: "01890000-0000-7000-8000-000000000000" } };
    expect(await program.call(getRun, unknown)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await program.call(listNodes, unknown)).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});

describe("a model server", () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer({ models: ["weft"] });
  });
  afterAll(() => server.stop());

  async function askModel(): Promise<{
    status: number;
    body: { status: string; error: { code: string; nodeId: string } };
  }> {
    const scope = scopeOf({ id: program.workspaceId }, { id: program.userId });
    const body = createProviderOperation.body?.parse({
      name: "Loom",
      kind: "openai-compatible",
      baseUrl: server.url.replace("127.0.0.1", "localhost"),
      apiKey: "sk-0123456789",
      models: [{ modelId: "weft" }],
    });
    if (!body) throw new Error("the contract has no body");
    const provider = await createProvider(scope, { ...body });
    const model = (await listModels(scope, { limit: 100, providerId: provider.id })).items[0];
    return runDraft(
      around({
        type: "llm",
        config: { modelId: model?.id ?? "", prompt: "{{ start.query }}" },
        policy: { timeoutMs: 3_000 },
        renderMode: "message",
      }),
    );
  }

  test.each([
    ["silent", ["node_timeout", "request_timeout"]],
    ["rubbish", ["provider_bad_answer"]],
    ["broken", ["provider_stream_broken"]],
  ] as const)("that gives %s fails the node with a code, and the next run is fine", async (fault, codes) => {
    server.reset();
    server.script({ fault });
    const got = await askModel();
    expect(got).toMatchObject({ status: 200, body: { status: "failed", error: { nodeId: "it" } } });
    expect(codes).toContain(got.body.error.code);
    expect(await runDraft(greetingGraph)).toMatchObject({ status: 200, body: { status: "succeeded" } });
  });
});
