// What differs between two JSON values, place by place. Pure; stops at a number of differences, so that two large values
// that have nothing in common cost no more than the first of them.

import { isJsonObject, type Json } from "@/lib/shared/json";

export interface JsonDifference {
  /** Dotted; `[n]` in lists; "" for the values as wholes. */
  path: string;
  kind: "added" | "removed" | "changed";
  a?: Json;
  b?: Json;
}

const place = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);

/** The first `most` differences of b from a, either of which may be missing, in the order in which they are read. */
export function diffJson(a: Json | undefined, b: Json | undefined, most: number): JsonDifference[] {
  const found: JsonDifference[] = [];
  const compare = (left: Json | undefined, right: Json | undefined, path: string): void => {
    if (found.length >= most) return;
    if (left === undefined && right === undefined) return;
    if (left === undefined) {
      found.push({ path, kind: "added", b: right ?? null });
      return;
    }
    if (right === undefined) {
      found.push({ path, kind: "removed", a: left });
      return;
    }
    if (Array.isArray(left) && Array.isArray(right)) {
      for (let at = 0; at < Math.max(left.length, right.length); at++) compare(left[at], right[at], `${path}[${at}]`);
      return;
    }
    if (isJsonObject(left) && isJsonObject(right)) {
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        const own = (object: Record<string, Json>) => (Object.hasOwn(object, key) ? object[key] : undefined);
        compare(own(left), own(right), place(path, key));
      }
      return;
    }
    if (left !== right) found.push({ path, kind: "changed", a: left, b: right });
  };
  compare(a, b, "");
  return found;
}
