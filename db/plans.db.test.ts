// That the lists people wait for are read as one range of one index, however many rows lie around it.

import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/shared/ids";
import { readWorkspace } from "./scope";
import { systemSql } from "./system";
import { provideDatabase } from "./testing/database";
import { make } from "./testing/make";

provideDatabase();

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

let workspaceId: string;
let ids: { conversation: string; agent: string; workflow: string; user: string; end: string };

beforeAll(async () => {
  const conversation = await make.conversation();
  workspaceId = conversation.workspaceId;
  const { agentId, userId } = conversation;
  const run = await make.run({ workspaceId });
  const rare = await make.run({ workspaceId, agentId, conversationId: conversation.id, userId });
  ids = {
    conversation: conversation.id,
    agent: agentId,
    workflow: rare.workflowId,
    user: userId ?? "",
    end: newId(Date.now() + 3_600_000),
  };
  // Many runs of everything else, so that only the right index finds the few that are asked for.
  await systemSql()`
    insert into runs (id, workspace_id, workflow_id, graph_checksum, trigger, status, user_query, final_response)
    select (lpad(to_hex(g), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid,
      ${workspaceId}, ${run.workflowId}, ${run.graphChecksum}, 'api', 'succeeded', 'Question', repeat('Answer ', 30)
    from generate_series(1, 30000) g`;
  await systemSql()`
    insert into runs (id, workspace_id, workflow_id, graph_checksum, trigger, status, agent_id, conversation_id, user_id)
    select (lpad(to_hex(g * 300), 8, '0') || '-0000-7000-8000-ffffffffffff')::uuid,
      ${workspaceId}, ${ids.workflow}, ${run.graphChecksum}, 'manual', 'failed', ${ids.agent}, ${ids.conversation},
      ${ids.user}
    from generate_series(1, 100) g`;
  await systemSql()`analyze runs`;
});

/** The nodes of a statement's plan that read something, inside the workspace. */
async function readsOf(text: string): Promise<{ nodes: string[]; reads: Plan[] }> {
  const [row] = await readWorkspace(workspaceId, (sql) =>
    sql.unsafe<{ "QUERY PLAN": { Plan: Plan }[] }[]>(`explain (analyze, format json) ${text}`),
  );
  const all: Plan[] = [];
  const walk = (plan: Plan) => {
    all.push(plan);
    plan.Plans?.forEach(walk);
  };
  const top = row?.["QUERY PLAN"][0]?.Plan;
  if (top) walk(top);
  return {
    nodes: all.map((plan) => plan["Node Type"]).filter((name) => name !== "Result"),
    reads: all.filter((plan) => plan["Node Type"].includes("Scan")),
  };
}

describe("one index range, no sort and no join", () => {
  const chat = "select id, status, user_query, final_response, file_ids, rating, created_at from runs";
  const list = "select id, status, trigger, agent_name, total_tokens, cost, created_at, finished_at from runs";

  test("for the questions and answers of a conversation", async () => {
    const { nodes, reads } = await readsOf(
      `${chat} where conversation_id = '${ids.conversation}' and id < '${ids.end}' order by id desc limit 30`,
    );
    expect(nodes).toEqual(["Limit", "Index Scan"]);
    expect(reads[0]).toMatchObject({ "Index Name": "runs_conversation_idx" });
    expect(reads[0]?.["Index Cond"]).toContain("id <");
    expect(reads[0]?.["Rows Removed by Filter"] ?? 0).toBe(0);
  });

  test("for the run list without a filter", async () => {
    const { nodes, reads } = await readsOf(`${list} where workspace_id = '${workspaceId}' order by id desc limit 50`);
    expect(nodes).toEqual(["Limit", "Index Scan"]);
    expect(reads[0]?.["Rows Removed by Filter"] ?? 0).toBe(0);
  });

  test.each([
    ["status", () => "status = 'failed'", "runs_status_idx"],
    ["agent", () => `agent_id = '${ids.agent}'`, "runs_agent_idx"],
    ["workflow", () => `workflow_id = '${ids.workflow}'`, "runs_workflow_idx"],
    ["trigger", () => "trigger = 'manual'", "runs_trigger_idx"],
    ["person", () => `user_id = '${ids.user}'`, "runs_user_idx"],
  ])("for the run list filtered by %s, from any page on", async (_name, condition, index) => {
    const { nodes, reads } = await readsOf(
      `${list} where workspace_id = '${workspaceId}' and ${condition()} and id < '${ids.end}' order by id desc limit 50`,
    );
    expect(nodes).toEqual(["Limit", "Index Scan"]);
    expect(reads[0]).toMatchObject({ "Index Name": index });
    expect(reads[0]?.["Rows Removed by Filter"] ?? 0).toBe(0);
  });
});
