// Published workflows as tools: what a workflow asks of its caller is what a model may hand over, and calling it is a
// run of its own that the node waits for. Knows neither tools of other kinds nor how runs are executed.

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { textOf } from "../expressions/values";
import type { Graph } from "../graph/schema";
import type { NodeContext, OpenTool, ToolAnswer, ToolCall, ToolProblem } from "../nodes/contract";
import { inputFieldsOf } from "../nodes/start/check-inputs";
import { toolAnswerOfRun } from "../nodes/tool-answer-of-run";
import { toAppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { safeSentence } from "../shared/safe-words";
import { nameForModels } from "../tools/name-for-models";
import { schemaOfFields } from "../tools/schema-of-fields";
import { loadPlan } from "./runnable";

const maxOutputLength = 50_000;
/** The run's own limits end it; this one only keeps a number in the contract. */
const timeoutMs = 3_600_000;

/** What a workflow asks for, with the question itself: needed where it asks for nothing else. */
function inputSchemaOf(graph: Graph): JsonObject {
  const fields = inputFieldsOf(graph).filter((field) => field.name !== "query");
  const query = {
    name: "query",
    type: "string" as const,
    description: "What is asked of it, in words.",
    required: fields.length === 0,
  };
  return schemaOfFields([query, ...fields]);
}

interface Row {
  id: string;
  name: string;
  slug: string;
  description: string;
  status: string;
  checksum: string | null;
}

function readRows(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<Row[]> {
  return tx
    .select({
      id: workflows.id,
      name: workflows.name,
      slug: workflows.slug,
      description: workflows.description,
      status: workflows.status,
      checksum: workflowVersions.checksum,
    })
    .from(workflows)
    .leftJoin(workflowVersions, eq(workflowVersions.id, workflows.publishedVersionId))
    .where(and(eq(workflows.workspaceId, workspaceId), inArray(workflows.id, [...ids])));
}

/** Opens workflows by their ids, in this order, as what they have in production. */
export async function openWorkflows(
  workspaceId: string,
  ids: readonly string[],
  taken: Set<string>,
): Promise<{ tools: OpenTool[]; problems: ToolProblem[] }> {
  const opened: OpenTool[] = [];
  const problems: ToolProblem[] = [];
  if (ids.length === 0) return { tools: opened, problems };
  await withWorkspace(workspaceId, async (tx) => {
    const rows = new Map((await readRows(tx, workspaceId, ids)).map((row) => [row.id, row]));
    for (const id of new Set(ids)) {
      const row = rows.get(id);
      if (!row || row.status === "archived") {
        problems.push({ id, message: "A workflow that was chosen as a tool does not exist any more." });
      } else if (row.checksum === null) {
        problems.push({ id, message: `The workflow ${row.name} has not been published yet.` });
      } else {
        const plan = await loadPlan(tx, workspaceId, row.checksum);
        opened.push(openWorkflow(row, inputSchemaOf(plan.graph), nameForModels(row.slug, taken)));
      }
    }
  });
  return { tools: opened, problems };
}

function openWorkflow(row: Row, inputSchema: JsonObject, name: string): OpenTool {
  return {
    id: row.id,
    source: "workflow",
    name,
    title: row.name,
    description: row.description === "" ? row.name : row.description,
    inputSchema,
    // What runs inside says for itself what it changes; here nothing is known of it.
    effect: "write",
    approval: "never",
    approvalRule: null,
    isDestructive: false,
    isIdempotent: false,
    timeoutMs,
    maxOutputLength,
  };
}

/** Runs the workflow of a call; `open` where its run waits or goes on elsewhere. */
export async function callWorkflow(
  callRun: NodeContext["callRun"],
  call: ToolCall,
): Promise<ToolAnswer | { runId: string; status: "open" }> {
  const { query, ...inputs } = call.arguments;
  const { path, attempt, retries, signal } = call;
  try {
    const run = await callRun({
      target: { workflowId: call.tool.id },
      version: "production",
      inputs,
      query: query === undefined || query === null ? null : textOf(query, 0),
      path,
      attempt,
      retries,
      signal,
      onText() {},
    });
    return run.status === "open" ? run : toolAnswerOfRun(run);
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = toAppError(error);
    // A database that is away, or a process that goes, is no answer of the workflow: the node is tried again.
    if (failure.kind !== "user") throw error;
    return { value: null, text: safeSentence(failure), isError: true, detail: `${failure.code}: ${failure.message}` };
  }
}
