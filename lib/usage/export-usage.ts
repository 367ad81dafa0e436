// Usage as a file for spreadsheets. What a cell begins with must not make a formula of it. Server only.

import { asc } from "drizzle-orm";
import type { z } from "zod";
import { usageDaily } from "@/db/schema/observability";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import type { exportUsage as operation } from "./contract";
import { readRange } from "./day-range";
import { matching, readNames } from "./queries";

type Query = z.output<NonNullable<(typeof operation)["query"]>>;

const mostRows = 100_000;
const heads = [
  "day",
  "model",
  "model_id",
  "agent",
  "agent_id",
  "workflow",
  "workflow_id",
  "user",
  "user_id",
  "calls",
  "failed_calls",
  "prompt_tokens",
  "completion_tokens",
  "cached_tokens",
  "runs",
  "successful_runs",
  "duration_ms",
  "cost",
  "currency",
];

/** A cell of a comma-separated file. */
function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  // Spreadsheets would compute what begins like a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of the range as a download. */
export async function exportUsage(scope: Scope, query: Query, now = Date.now()): Promise<Response> {
  const range = readRange(query, now);
  const lines = await withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(usageDaily)
      .where(matching(scope, query, range))
      .orderBy(asc(usageDaily.day), asc(usageDaily.id))
      .limit(mostRows + 1);
    if (rows.length > mostRows) {
      throw new AppError("invalid_request", `These are more than ${mostRows} rows. Ask for fewer days.`);
    }
    const ids = (key: "modelId" | "agentId" | "workflowId" | "userId") => [
      ...new Set(rows.flatMap((row) => row[key] ?? [])),
    ];
    const modelNames = await readNames(tx, scope, "model", ids("modelId"));
    const agentNames = await readNames(tx, scope, "agent", ids("agentId"));
    const workflowNames = await readNames(tx, scope, "workflow", ids("workflowId"));
    const userNames = await readNames(tx, scope, "user", ids("userId"));
    const named = (names: Map<string, string>, id: string | null) => [id === null ? null : (names.get(id) ?? null), id];
    return rows.map((row) => [
      row.day,
      ...named(modelNames, row.modelId),
      ...named(agentNames, row.agentId),
      ...named(workflowNames, row.workflowId),
      ...named(userNames, row.userId),
      row.calls,
      row.failedCalls,
      row.promptTokens,
      row.completionTokens,
      row.cachedTokens,
      row.runs,
      row.successes,
      row.durationMs,
      row.cost,
      row.currency,
    ]);
  });
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const text = `\ufeff${[heads, ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="usage-${range.from}-${range.to}.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
