// Runs whose nodes take their text from prompts: which version a test of the draft, a published version and a resumed
// run read, what keeps a draft from running, and what publishing tells of it.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { provideDatabase } from "@/db/testing/database";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import { createAgent } from "../agents/create-agent";
import { publishAgent } from "../agents/publish-agent";
import { getAgent } from "../agents/queries";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import type { Graph } from "../graph/schema";
import { createProvider } from "../models/commands/create-provider";
import { createProvider as createProviderOperation } from "../models/contract";
import { createPrompt, createPromptVersion, deletePrompt, updatePrompt } from "../prompts/commands";
import { listPromptUses } from "../prompts/queries";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { continueRun } from "../waits/commands";
import { createWorkflow } from "../workflows/create-workflow";
import { replaceDraft } from "../workflows/edit-draft";
import { previewPublish, validateDraft } from "../workflows/publish-workflow";
import { getDraft, getGraphFacts, getVersion } from "../workflows/queries";
import { publishDraft } from "../workflows/testing/publish-graph";
import { getRun, getRunNode } from "./queries";
import { ended } from "./respond";
import { resumeRuns } from "./resume-runs";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { graphOf } from "./testing/graphs";

setTestEnvironment();
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();

const stay = new AbortController().signal;
let server: ModelServer;
let scope: Scope;
let promptId: string;

beforeAll(async () => {
  server = await startModelServer();
});
afterAll(async () => {
  await releaseRuns();
  await server.stop();
});
beforeEach(async () => {
  server.reset();
  server.script({ answer: "Done" });
  scope = await makeScope();
  const provider = createProviderOperation.body?.parse({
    ...{ name: "Script", kind: "openai-compatible", baseUrl: server.url, apiKey: "sk-script" },
    models: [{ modelId: "scripted", name: "Scripted" }],
  });
  if (!provider) throw new Error("the operation has a body");
  await createProvider(scope, provider);
  const prompt = { name: "Greeting", category: "", description: "", note: "", variables: [] };
  promptId = (await createPrompt(scope, { ...prompt, template: "First: {{name}}" })).id;
});

const addVersion = (template: string) => createPromptVersion(scope, promptId, { template, variables: [], note: "" });

const asking = (version: number | "latest", promptValues: JsonObject = { name: "{{ start.query }}" }): Graph =>
  graphOf(
    {
      start: { type: "start" },
      ask: {
        type: "llm",
        renderMode: "message",
        config: { prompt: "", promptRef: { promptId, version }, promptValues },
      },
      end: { type: "end" },
    },
    ["start -> ask", "ask -> end"],
  );

const draftOf = async (graph: Graph) =>
  (await createWorkflow(scope, { name: `w${Math.random()}`, description: "", graph })).id;

const codesOf = async (workflowId: string) =>
  (await validateDraft(scope, workflowId)).problems.map(({ code, field }) => `${code} ${field}`);

async function run(workflowId: string, version: "draft" | "production" | number, query = "Ada") {
  const executing = await startRun(scope, workflowId, { inputs: {}, query, version });
  await ended(executing, stay);
  expect(await getRun(scope, executing.live.runId)).toMatchObject({ status: "succeeded", response: "Done" });
  return { runId: executing.live.runId, asked: server.requests.at(-1)?.question };
}

async function faultOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`no AppError: ${error}`);
}

describe("a node that takes its text from a prompt", () => {
  test("asks with its version and what is in its variables, which is never read as a template", async () => {
    const workflowId = await draftOf(asking(1));
    await addVersion("Second: {{name}}");
    const { runId, asked } = await run(workflowId, "draft", "{{ sys.run_id }} {{name}}");
    expect(asked).toBe("First: {{ sys.run_id }} {{name}}");
    const log = await getRunNode(scope, runId, { path: "ask" });
    expect(log.notes.map(({ message }) => message)).toEqual(["Asked with the prompt Greeting, version 1."]);
  });

  test("follows the latest version in a draft, while what is published stays", async () => {
    const workflowId = await draftOf(asking("latest"));
    await publishDraft(scope, workflowId);
    await addVersion("Second: {{name}}");
    expect((await run(workflowId, "draft")).asked).toBe("Second: Ada");
    expect((await run(workflowId, "production")).asked).toBe("First: Ada");
    const referenceIn = ({ nodes }: Graph) => nodes.find(({ id }) => id === "ask")?.config.promptRef;
    expect(referenceIn((await getVersion(scope, workflowId, 1)).graph)).toEqual({ promptId, version: 1 });
    expect(referenceIn((await getDraft(scope, workflowId)).graph)).toEqual({ promptId, version: "latest" });
  });

  test("is instructed by one likewise, at the version that was published", async () => {
    const ask = {
      prompt: "{{ start.query }}",
      systemRef: { promptId, version: "latest" },
      systemValues: { name: "{{ start.query }}" },
    };
    const graph = graphOf(
      { start: { type: "start" }, ask: { type: "llm", renderMode: "message", config: ask }, end: { type: "end" } },
      ["start -> ask", "ask -> end"],
    );
    const workflowId = await draftOf(graph);
    await publishDraft(scope, workflowId);
    await addVersion("Second: {{name}} {{mood}}");
    const instructed = () => server.requests.at(-1)?.body.messages;
    expect((await run(workflowId, "production")).asked).toBe("Ada");
    expect(instructed()).toContainEqual({ role: "system", content: "First: Ada" });
    expect(await codesOf(workflowId)).toEqual(["prompt_value_missing config.systemValues.mood"]);
    expect((await listPromptUses(scope, promptId)).items).toMatchObject([{ workflowId, isLive: true }]);
  });

  test("reads the same text after it was resumed", async () => {
    const workflowId = await draftOf(asking("latest"));
    const options = { inputs: {}, query: "Ada", version: "draft" as const, breakpoints: ["ask"] };
    const executing = await startRun(scope, workflowId, options);
    const { runId } = executing.live;
    await runRuntime().executing.get(runId)?.done;
    await addVersion("Second: {{name}}");
    await continueRun(scope, runId, { path: "ask" });
    await resumeRuns(await takeRuns(50, [...runRuntime().executing.keys()]));
    await runRuntime().executing.get(runId)?.done;
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded" });
    expect(server.requests.at(-1)?.question).toBe("First: Ada");
  });

  test("fails where a value turns out to be missing, without asking", async () => {
    const workflowId = await draftOf(asking(1, { name: "{{ vars.nothing }}" }));
    const { graph, revision } = await getDraft(scope, workflowId);
    const variables: Graph["variables"] = [{ name: "nothing", type: "string", scope: "run" }];
    await replaceDraft(scope, workflowId, { baseRevision: revision, graph: { ...graph, variables } });
    const executing = await startRun(scope, workflowId, { inputs: {}, query: "Ada", version: "draft" });
    await ended(executing, stay);
    expect(await getRun(scope, executing.live.runId)).toMatchObject({
      status: "failed",
      error: { code: "node_failed", field: "config.promptValues.name" },
    });
    expect(server.requests).toEqual([]);
  });
});

describe("what is wrong with a reference", () => {
  test("keeps a draft from running and from being published", async () => {
    const later = await draftOf(asking(2));
    expect(await codesOf(later)).toEqual(["prompt_version_unknown config.promptRef"]);
    const unmapped = await draftOf(asking("latest", {}));
    expect(await codesOf(unmapped)).toEqual(["prompt_value_missing config.promptValues.name"]);
    const good = await draftOf(asking("latest"));
    expect(await codesOf(good)).toEqual([]);
    await updatePrompt(scope, promptId, { isActive: false });
    expect(await codesOf(good)).toEqual(["prompt_inactive config.promptRef"]);
    await deletePrompt(scope, promptId);
    expect(await codesOf(good)).toEqual(["prompt_unknown config.promptRef"]);
    const tested = await faultOf(startRun(scope, good, { inputs: {}, query: "Ada", version: "draft" }));
    const published = await faultOf(publishDraft(scope, good));
    expect([tested.code, published.code]).toEqual(["graph_invalid", "graph_invalid"]);
  });

  test("does not stop what is published when the prompt is switched off", async () => {
    const workflowId = await draftOf(asking("latest"));
    await publishDraft(scope, workflowId);
    await updatePrompt(scope, promptId, { isActive: false });
    expect((await run(workflowId, "production")).asked).toBe("First: Ada");
  });

  test("may be that it is another workspace's", async () => {
    const workflowId = await draftOf(asking("latest"));
    const { graph } = await getDraft(scope, workflowId);
    const stranger = await makeScope();
    const { id } = await createWorkflow(stranger, { name: "Theirs", description: "", graph });
    const { problems } = await validateDraft(stranger, id);
    expect(problems.map(({ code }) => code)).toEqual(["prompt_unknown"]);
  });

  test("is known to the designer by facts", async () => {
    await addVersion("{{name}} {{other}}");
    expect((await getGraphFacts(scope)).prompts).toEqual([
      { id: promptId, name: "Greeting", isActive: true, latest: 2, required: ["name", "other"] },
    ]);
  });
});

describe("publishing", () => {
  test("tells that a prompt has a later version, and has nothing to tell before", async () => {
    const workflowId = await draftOf(asking("latest"));
    await publishDraft(scope, workflowId);
    expect((await previewPublish(scope, workflowId)).changes).toEqual([]);
    expect((await faultOf(publishDraft(scope, workflowId))).code).toBe("nothing_to_publish");
    await addVersion("Second: {{name}}");
    expect((await previewPublish(scope, workflowId)).changes).toMatchObject([
      { kind: "node_changed", nodeId: "ask", fields: ["config.promptRef"] },
    ]);
    await publishDraft(scope, workflowId);
    expect((await run(workflowId, "production")).asked).toBe("Second: Ada");
    expect((await run(workflowId, 1)).asked).toBe("First: Ada");
  });

  test("marks an agent as changed as soon as its prompt is, and keeps the prompt from going", async () => {
    const agent = await createAgent(scope, { name: "Weaver", description: "" });
    await replaceDraft(scope, agent.workflowId, { baseRevision: agent.revision, graph: asking("latest") });
    expect((await listPromptUses(scope, promptId)).items).toMatchObject([
      { agentId: agent.id, inDraft: true, isLive: false },
    ]);
    const { revision } = await getAgent(scope, agent.id);
    await publishAgent(scope, agent.id, { revision, releaseNotes: "", versionType: "minor" });
    expect(await getAgent(scope, agent.id)).toMatchObject({ hasUnpublishedChanges: false });
    expect((await faultOf(deletePrompt(scope, promptId))).code).toBe("in_use");
    await addVersion("Second: {{name}}");
    expect(await getAgent(scope, agent.id)).toMatchObject({ hasUnpublishedChanges: true });
  });
});
