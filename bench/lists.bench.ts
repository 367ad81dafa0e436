// How long the database works for one page of the lists that people wait for, with a million runs and 100,000 approvals
// behind them: the product's own statements with row-level security on, timed by the server itself (pg_stat_statements), so that the
// plans are those that it really keeps.

import postgres, { type Sql } from "postgres";
import type { ApprovalFilter } from "@/lib/approvals/contract";
import { countApprovals, listApprovals } from "@/lib/approvals/queries";
import { listConversations, listTurns } from "@/lib/conversations/queries";
import type { RunFilter } from "@/lib/runs/contract";
import { listRuns } from "@/lib/runs/queries";
import { firstIdAt } from "@/lib/shared/ids";
import { makeManyApprovals } from "./parts/many-approvals";
import { type ManyRuns, makeManyRuns } from "./parts/million-runs";
import { withScratchDatabase } from "./parts/scratch-database";

const count = Number(process.env.WEFT_BENCH_RUNS ?? 1_000_000);
const approvalCount = Math.min(count, 100_000);
const times = 20;
const pageSize = 30;

interface Case {
  list: string;
  what: string;
  /** Reads one page and gives how many rows were on it. */
  read(): Promise<number>;
}

const rows = async (page: Promise<{ items: unknown[] }>) => (await page).items.length;

function listCases(many: ManyRuns): Case[] {
  const {
    scope,
    agents,
    workflows,
    conversations,
    times: { first, last },
  } = many;
  const at = (part: number) => first + (last - first) * part;
  const iso = (part: number) => new Date(at(part)).toISOString();
  const half = firstIdAt(Math.round(at(0.5)));
  const runs = (what: string, filter: RunFilter & { cursor?: string }): Case => ({
    list: "runs",
    what,
    read: () => rows(listRuns(scope, { limit: pageSize, ...filter })),
  });
  const chat = (what: string, conversation: string, cursor?: string): Case => ({
    list: "chat window",
    what,
    read: () => rows(listTurns(scope, conversation, { limit: pageSize, ...(cursor ? { cursor } : {}) })),
  });
  const talks = (what: string, query: { agentId?: string; search?: string }): Case => ({
    list: "conversations",
    what,
    read: () => rows(listConversations(scope, { limit: pageSize, ...query })),
  });
  const approvals = (what: string, filter: Partial<ApprovalFilter> & { cursor?: string }): Case => ({
    list: "approvals",
    what,
    read: () => rows(listApprovals(scope, { limit: pageSize, status: "pending", assigned: "all", ...filter })),
  });
  return [
    approvals("waiting", {}),
    approvals("waiting, in the middle", { cursor: half }),
    approvals("waiting for me", { assigned: "me" }),
    approvals("whatever state", { status: "all" }),
    ...(["approved", "rejected", "expired", "cancelled"] as const).map((status) => approvals(status, { status })),
    ...(["busy", "rare", "none"] as const).flatMap((which) => [
      approvals(`waiting, agent ${which}`, { agentId: agents[which] }),
      approvals(`whatever state, agent ${which}`, { agentId: agents[which], status: "all" }),
      approvals(`approved, agent ${which}, for me`, { agentId: agents[which], status: "approved", assigned: "me" }),
    ]),
    approvals("waiting, workflow rare", { workflowId: workflows.rare }),
    approvals("whatever state, workflow rare", { workflowId: workflows.rare, status: "all" }),
    { list: "approvals", what: "the badge's count", read: async () => (await countApprovals(scope)).count },
    chat("newest of a short one", conversations.short),
    chat("newest of 10,000", conversations.long),
    chat("in the middle of 10,000", conversations.long, half),
    talks("all", {}),
    talks("one agent's", { agentId: agents.busy }),
    talks("title contains", { search: "question 77" }),
    runs("no filter", {}),
    runs("no filter, in the middle", { cursor: half }),
    runs("no filter, near the end", { cursor: firstIdAt(Math.round(at(0.00001))) }),
    ...(["running", "paused", "cancelled", "failed", "succeeded", "pending"] as const).map((status) =>
      runs(`status ${status}`, { status }),
    ),
    ...(["webhook", "schedule", "chat", "event"] as const).map((trigger) => runs(`trigger ${trigger}`, { trigger })),
    ...(["busy", "rare", "none"] as const).map((which) => runs(`agent ${which}`, { agentId: agents[which] })),
    ...(["busy", "rare"] as const).map((which) => runs(`workflow ${which}`, { workflowId: workflows[which] })),
    runs("one old day", { from: iso(0.1), to: new Date(at(0.1) + 86_400_000).toISOString() }),
    runs("before the first", { to: iso(-0.1) }),
    runs("status failed, one old day", {
      status: "failed",
      from: iso(0.1),
      to: new Date(at(0.1) + 86_400_000).toISOString(),
    }),
    runs("status failed, in the middle", { status: "failed", cursor: half }),
    runs("status failed, agent busy", { status: "failed", agentId: agents.busy }),
    runs("status failed, agent rare", { status: "failed", agentId: agents.rare }),
    runs("status paused, agent busy", { status: "paused", agentId: agents.busy }),
    runs("status cancelled, trigger chat", { status: "cancelled", trigger: "chat" }),
    // None has both, and both are frequent: what no single index can tell.
    runs("status failed, trigger chat", { status: "failed", trigger: "chat" }),
    runs("status succeeded, agent rare", { status: "succeeded", agentId: agents.rare }),
    runs("status succeeded, trigger webhook", { status: "succeeded", trigger: "webhook" }),
    runs("trigger chat, agent busy", { trigger: "chat", agentId: agents.busy }),
    runs("trigger schedule, workflow busy, failed", {
      trigger: "schedule",
      workflowId: workflows.busy,
      status: "failed",
    }),
    runs("trigger webhook, workflow rare", { trigger: "webhook", workflowId: workflows.rare }),
  ];
}

/** What tells the statement of a list from all others. */
const statementOf: Record<string, string> = {
  conversations: '"conversations".*order by',
  approvals: "from approvals",
};

interface Timed {
  calls: string;
  mean_exec_time: number;
  max_exec_time: number;
  plan_time: number;
  blocks: string;
}

async function measure(sql: Sql, { list, what, read }: Case) {
  const shown = await read();
  await sql`select pg_stat_statements_reset()`;
  for (let i = 0; i < times; i++) await read();
  const [timed] = await sql<Timed[]>`
    select calls, mean_exec_time, max_exec_time, total_plan_time / greatest(plans, 1) as plan_time,
      (shared_blks_hit + shared_blks_read) / calls as blocks
    from pg_stat_statements where query ~ ${statementOf[list] ?? "runs.*order by"}
    order by total_exec_time desc limit 1`;
  if (!timed) throw new Error(`The server has no times for ${what}.`);
  return {
    list,
    filter: what,
    rows: shown,
    "mean ms": Number(timed.mean_exec_time.toFixed(2)),
    "max ms": Number(timed.max_exec_time.toFixed(2)),
    "plan ms": Number(timed.plan_time.toFixed(2)),
    blocks: Number(timed.blocks),
  };
}

/** Fills a database and reads one page of every list with every filter. */
export async function run() {
  const work = async (superUrl: string) => {
    const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
    await sql`create extension pg_stat_statements`;
    const many = await makeManyRuns(sql, count);
    await makeManyApprovals(sql, many.scope, many, approvalCount);
    const results = [];
    for (const one of listCases(many)) results.push(await measure(sql, one));
    await sql.end();
    return results;
  };
  return withScratchDatabase(work, {
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track_planning": "on",
  });
}
