// What can be done with a list, one operation after the other. Expressions read `item`, `index` and `items`. Pure and
// bounded: one budget of work for all of it.

import { Budget } from "../../expressions/budget";
import { evaluateNow } from "../../expressions/evaluate-expression";
import { outcomeOf } from "../../expressions/fault";
import { readPath } from "../../expressions/read-path";
import { cachedExpression } from "../../expressions/template-cache";
import { isTruthy, textOf } from "../../expressions/values";
import { AppError } from "../../shared/errors";
import type { Json } from "../../shared/json";
import type { ListOperation } from "./operation-names";

export interface ListRow {
  operation: ListOperation;
  /** An expression about each item; the item itself where it is blank. */
  by?: string | undefined;
  descending?: boolean | undefined;
  /** Of `slice`: where it begins (from the end where negative), and how many. */
  start?: number | undefined;
  length?: number | null | undefined;
  /** Of `join`. */
  separator?: string | undefined;
}

type By = (item: Json, index: number) => Json;

/** The result of all operations; throws AppError where one can't be done, naming its row. */
export function operateOnList(items: readonly Json[], rows: readonly ListRow[]): Json {
  const budget = new Budget();
  let current: Json = [...items];
  for (const [at, row] of rows.entries()) {
    if (!Array.isArray(current))
      throw fault(at, "operation", "The operation before gives no list, so nothing can follow it.");
    current = operate(current, row, at, budget);
  }
  return current;
}

function operate(items: Json[], row: ListRow, at: number, budget: Budget): Json {
  const by = makeBy(items, row, at, budget);
  switch (row.operation) {
    case "filter":
      return items.filter((item, index) => isTruthy(by(item, index)));
    case "map":
      return items.map(by);
    case "sort":
      return sorted(items, by, row.descending === true);
    case "unique":
      return firstOfEach(items, by);
    case "slice": {
      const start = row.start ?? 0;
      const from = start < 0 ? Math.max(0, items.length + start) : start;
      return items.slice(from, row.length === undefined || row.length === null ? undefined : from + row.length);
    }
    case "reverse":
      return [...items].reverse();
    case "flatten":
      return items.flatMap((item) => (Array.isArray(item) ? item : [item]));
    case "group":
      return grouped(items, by);
    case "count":
      return items.length;
    case "join":
      return items.map((item, index) => textOf(by(item, index), 0)).join(row.separator ?? ", ");
    default:
      return ofNumbers(row.operation, numbersOf(items, by, at));
  }
}

function makeBy(items: Json[], { by = "" }: ListRow, at: number, budget: Budget): By {
  if (by.trim() === "") return (item) => item;
  const parsed = cachedExpression(by);
  if (!parsed.ok) throw fault(at, "by", `The expression can't be read: ${parsed.error.code}.`);
  return (item, index) => {
    const roots: Record<string, Json> = { item, index, items };
    const outcome = outcomeOf(() =>
      evaluateNow(
        parsed.value,
        (root, segments) =>
          Object.hasOwn(roots, root) ? (readPath(roots[root] ?? null, segments) ?? null) : undefined,
        budget,
      ),
    );
    if (outcome.ok) return outcome.value;
    throw fault(at, "by", `The expression failed for item ${index + 1}: ${outcome.error.code}.`);
  };
}

const rankOf = (value: Json) => ["number", "string", "boolean"].indexOf(typeof value);

/** Numbers before texts before everything else; what is nothing comes last, whatever the direction. */
function compareValues(a: Json, b: Json, way: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === "number" && typeof b === "number") return (a - b) * way;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en", { numeric: true }) * way;
  return (rankOf(a) - rankOf(b)) * way;
}

function sorted(items: Json[], by: By, descending: boolean): Json[] {
  const way = descending ? -1 : 1;
  const keyed = items.map((item, index) => ({ item, key: by(item, index) }));
  return keyed.sort((a, b) => compareValues(a.key, b.key, way)).map(({ item }) => item);
}

const keyOf = (value: Json) => JSON.stringify(value);

function firstOfEach(items: Json[], by: By): Json[] {
  const seen = new Set<string>();
  return items.filter((item, index) => {
    const key = keyOf(by(item, index));
    return !seen.has(key) && seen.add(key);
  });
}

function grouped(items: Json[], by: By): Json {
  const groups = new Map<string, { key: Json; items: Json[] }>();
  for (const [index, item] of items.entries()) {
    const key = by(item, index);
    const group = groups.get(keyOf(key)) ?? { key, items: [] };
    groups.set(keyOf(key), group);
    group.items.push(item);
  }
  return [...groups.values()].map((group) => ({ ...group, count: group.items.length }));
}

function numbersOf(items: Json[], by: By, at: number): number[] {
  return items.flatMap((item, index) => {
    const value = by(item, index);
    if (value === null) return [];
    if (typeof value === "number") return [value];
    throw fault(at, "by", `Item ${index + 1} gives no number.`);
  });
}

function ofNumbers(operation: "sum" | "average" | "min" | "max", numbers: number[]): number | null {
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (operation === "sum") return sum;
  if (numbers.length === 0) return null;
  if (operation === "average") return sum / numbers.length;
  const [first = 0, ...rest] = numbers;
  return rest.reduce((best, number) => (operation === "min" ? Math.min(best, number) : Math.max(best, number)), first);
}

function fault(at: number, key: string, message: string): AppError {
  const path = `config.operations.${at}.${key}`;
  return new AppError("node_failed", message, { details: [{ path, code: "field_invalid", message }] });
}
