// Computes what the variables become. Later assignments of the same node see what earlier ones did.

import { numberOfText, textOf } from "../../expressions/values";
import { AppError } from "../../shared/errors";
import type { Json } from "../../shared/json";
import type { Executor } from "../contract";
import { typeName } from "../value-types";
import type { AssignConfig, AssignOperation } from "./definition";

function refuse(variable: string, index: number, why: string): AppError {
  const message = `${variable} ${why}.`;
  return new AppError("node_failed", message, {
    details: [{ path: `config.assignments.${index}`, code: "field_invalid", message }],
  });
}

/** Null where a value is no number and spells none; nothing at all counts as zero. */
function amountOf(value: Json): number | null {
  if (value === null || value === "") return 0;
  if (typeof value === "number") return value;
  return typeof value === "string" ? numberOfText(value) : null;
}

function append(current: Json, value: Json): Json {
  if (current === null) return typeof value === "string" ? value : [value];
  if (Array.isArray(current)) return [...current, value];
  return typeof current === "string" ? current + textOf(value, 0) : [current, value];
}

/** What a variable becomes; a text says why it can't. */
function applyAssignment(operation: AssignOperation, current: Json, value: Json): { value: Json } | string {
  switch (operation) {
    case "set":
      return { value };
    case "clear":
      return { value: null };
    case "append":
      return { value: append(current, value) };
    case "increment": {
      const [base, by] = [amountOf(current), amountOf(value === "" || value === null ? 1 : value)];
      if (base === null) return `holds ${typeName(current)}, which can't be increased`;
      if (by === null) return `can't be increased by ${typeName(value)}`;
      const sum = base + by;
      return Number.isFinite(sum) ? { value: sum } : "would become larger than any number";
    }
  }
}

export const runAssign: Executor<AssignConfig> = ({ config, vars }) => {
  const writes: Record<string, Json> = {};
  for (const [index, { variable, operation, value = null }] of config.assignments.entries()) {
    const current = Object.hasOwn(writes, variable) ? writes[variable] : vars[variable];
    const result = applyAssignment(operation, current ?? null, value);
    if (typeof result === "string") throw refuse(variable, index, result);
    writes[variable] = result.value;
  }
  return { outputs: {}, writes };
};
