// Tells calls that a model makes again and again with the same arguments. The third is answered with a reminder, one
// more after that ends the loop. Pure.

import { isJsonObject, type Json } from "../../shared/json";

const allowed = 2;

export type Repeat = "fresh" | "reminded" | "stuck";

export class RepeatGuard {
  private readonly counts = new Map<string, number>();

  /** Counts a call and tells what it is. */
  see(tool: string, args: Json): Repeat {
    const key = `${tool} ${canonical(args)}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= allowed) return "fresh";
    return count === allowed + 1 ? "reminded" : "stuck";
  }
}

/** JSON in which the order of keys makes no difference. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}
