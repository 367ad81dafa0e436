// Reads what was used: sums over days of one workspace, by what one wants to know, and all of it row by row. Server only.

import { and, eq, gte, inArray, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { users } from "@/db/schema/identity";
import { models } from "@/db/schema/models";
import { usageDaily } from "@/db/schema/observability";
import { workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import type { getUsage as getOperation, UsageDimension, UsageItem, UsageView } from "./contract";
import { readRange } from "./day-range";
import { addSums, noSums, type SumsRow, sortItems } from "./sums";

type Query = z.output<NonNullable<(typeof getOperation)["query"]>>;
type Filter = Pick<Query, "from" | "to" | "modelId" | "agentId" | "workflowId" | "userId">;

const mostItems = 200;

const columns = {
  day: usageDaily.day,
  model: usageDaily.modelId,
  agent: usageDaily.agentId,
  workflow: usageDaily.workflowId,
  user: usageDaily.userId,
} as const;

const total = (column: SQLWrapper) => sql<number>`sum(${column})::float8`;

const sums = {
  currency: usageDaily.currency,
  calls: total(usageDaily.calls),
  failedCalls: total(usageDaily.failedCalls),
  promptTokens: total(usageDaily.promptTokens),
  completionTokens: total(usageDaily.completionTokens),
  cachedTokens: total(usageDaily.cachedTokens),
  runs: total(usageDaily.runs),
  successes: total(usageDaily.successes),
  durationMs: total(usageDaily.durationMs),
  cost: total(usageDaily.cost),
};

/** The rows that a filter lets through. */
export function matching(scope: Scope, filter: Filter, range: { from: string; to: string }): SQL | undefined {
  return and(
    eq(usageDaily.workspaceId, scope.workspaceId),
    gte(usageDaily.day, range.from),
    lte(usageDaily.day, range.to),
    filter.modelId ? eq(usageDaily.modelId, filter.modelId) : undefined,
    filter.agentId ? eq(usageDaily.agentId, filter.agentId) : undefined,
    filter.workflowId ? eq(usageDaily.workflowId, filter.workflowId) : undefined,
    filter.userId ? eq(usageDaily.userId, filter.userId) : undefined,
  );
}

/** What was used, by a dimension. */
export async function getUsage(scope: Scope, query: Query, now = Date.now()): Promise<UsageView> {
  const range = readRange(query, now);
  const { by } = query;
  const key = columns[by];
  const isDaily = query.daily && by !== "day";
  return withWorkspace(scope.workspaceId, async (tx) => {
    const where = matching(scope, query, range);
    const rows = await tx
      .select({ key: sql<string | null>`${key}::text`, ...sums })
      .from(usageDaily)
      .where(where)
      .groupBy(key, usageDaily.currency);
    const whole = rows.reduce((sum, row) => addSums(sum, row), noSums());
    const items = sortItems(itemsOf(rows), by);
    const shown = by === "day" ? items : items.slice(0, mostItems);
    const names = await readNames(tx, scope, by, keysOf(shown));
    for (const item of shown) item.name = item.key === null ? null : (names.get(item.key) ?? null);
    if (isDaily) {
      const daily = await tx
        .select({ key: sql<string | null>`${key}::text`, day: usageDaily.day, ...sums })
        .from(usageDaily)
        .where(where)
        .groupBy(key, usageDaily.day, usageDaily.currency)
        .orderBy(usageDaily.day);
      addDays(shown, daily);
    }
    return { ...range, by, total: whole, items: shown, isCut: shown.length < items.length };
  });
}

const keysOf = (items: readonly UsageItem[]) => items.flatMap(({ key }) => (key === null ? [] : [key]));

function itemsOf(rows: readonly (SumsRow & { key: string | null })[]): UsageItem[] {
  const items = new Map<string | null, UsageItem>();
  for (const row of rows) {
    const known = items.get(row.key) ?? { key: row.key, name: null, ...noSums() };
    items.set(row.key, { ...known, ...addSums(known, row) });
  }
  return [...items.values()];
}

function addDays(items: UsageItem[], rows: readonly (SumsRow & { key: string | null; day: string })[]): void {
  const byKey = new Map(items.map((item) => [item.key, item]));
  for (const item of items) item.days = [];
  for (const row of rows) {
    const days = byKey.get(row.key)?.days;
    if (!days) continue;
    const last = days.at(-1);
    if (last?.day === row.day) Object.assign(last, addSums(last, row));
    else days.push({ day: row.day, ...addSums(noSums(), row) });
  }
}

/** Names of what usage is counted for, as they are now. */
export async function readNames(
  tx: Transaction,
  scope: Scope,
  by: UsageDimension,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0 || by === "day") return new Map(ids.map((id) => [id, id]));
  const rows = await readRows();
  return new Map(rows.map(({ id, name }) => [id, name]));

  async function readRows(): Promise<{ id: string; name: string }[]> {
    if (by === "user") return tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
    // Models of the whole installation belong to no workspace; row security leaves out those of others.
    if (by === "model")
      return tx.select({ id: models.id, name: models.displayName }).from(models).where(inArray(models.id, ids));
    const table = by === "agent" ? agents : workflows;
    return tx
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(and(eq(table.workspaceId, scope.workspaceId), inArray(table.id, ids)));
  }
}
