// A secret's value leaves the house only in the call that needs it: not in logs, events, answers or errors.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { createSecret } from "../secrets/commands";
import { createWorkflow } from "../workflows/create-workflow";
import { getRun, getRunNode } from "./queries";
import { ended } from "./respond";
import { releaseRuns } from "./runtime";
import { startRun } from "./start-run";
import { graphOf } from "./testing/graphs";

setTestEnvironment();
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();
afterAll(releaseRuns);

const planted = 'tok"en-\\that/must=never&be-seen';
const seen: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(String(request.headers.authorization), decodeURIComponent(request.url ?? ""));
    response.setHeader("x-echo", encodeURIComponent(planted));
    response.end(JSON.stringify({ you: { sent: request.headers.authorization, url: request.url } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

test("a planted secret reaches the server it is for, and nothing that is kept", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  await createSecret(scope, { name: "TOKEN", value: planted, description: "" });
  const { port } = server.address() as AddressInfo;
  const graph = graphOf(
    {
      start: { type: "start" },
      call: {
        type: "http-request",
        config: {
          method: "GET",
          url: `http://127.0.0.1:${port}/`,
          auth: "bearer",
          token: "{{ secrets.TOKEN }}",
          headers: [{ name: "x-key", value: "{{ secrets.TOKEN }}" }],
        },
      },
      say: { type: "answer", renderMode: "message", config: { text: "It said {{ call.body }}" } },
      end: { type: "end" },
    },
    ["start -> call", "call -> say", "say -> end"],
  );
  const workflow = await createWorkflow(scope, { name: "calls", description: "", graph });
  const run = await startRun(scope, workflow.id, { inputs: {}, version: "draft" });
  await ended(run, new AbortController().signal);
  expect(await getRun(scope, run.live.runId)).toMatchObject({ status: "succeeded" });
  expect(seen[0]).toBe(`Bearer ${planted}`);
  expect(await getRunNode(scope, run.live.runId, { path: "call" })).toMatchObject({ outputs: { status: 200 } });
  await expectNowhere(planted);
});

/** Looks for a value, and for the forms it takes in texts, in everything that is kept. */
async function expectNowhere(value: string): Promise<void> {
  for (const table of ["runs", "run_node_logs", "run_events", "run_checkpoints", "audit_logs", "secrets", "nodes"]) {
    const [row] = await systemSql()<{ text: string }[]>`
      select coalesce(string_agg(t::text, ' '), '') as text from ${systemSql()(table)} t`;
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      expect(row?.text, `${table} holds the secret`).not.toContain(form);
    }
  }
}

test.each([
  ["no address", "planted-that-is-no-address"],
  ["an address that may not be called", "http://planted.localhost:1/"],
  ["an address of another kind", "planted-kind://nowhere/"],
])("a secret that is %s is not told by the failure", async (_, value) => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  await createSecret(scope, { name: "ADDRESS", value, description: "" });
  const graph = graphOf(
    {
      start: { type: "start" },
      call: { type: "http-request", config: { method: "GET", url: "{{ secrets.ADDRESS }}" } },
      end: { type: "end" },
    },
    ["start -> call", "call -> end"],
  );
  const workflow = await createWorkflow(scope, { name: "calls", description: "", graph });
  const run = await startRun(scope, workflow.id, { inputs: {}, version: "draft" });
  await ended(run, new AbortController().signal);
  expect(await getRun(scope, run.live.runId)).toMatchObject({ status: "failed", error: { nodeId: "call" } });
  await expectNowhere("planted");
});
