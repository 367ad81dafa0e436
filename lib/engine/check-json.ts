// Whether what a node gave can be stored and read again exactly: plain JSON, within a size, without characters that
// databases refuse. One walk that also measures, since most values need no change and no copy.

import { type Json, type JsonObject, storableText } from "../shared/json";

const maxDepth = 200;

export type JsonFault = "not_json" | "too_deep" | "too_large";
export type CheckedJson = { ok: true; value: Json; bytes: number } | { ok: false; fault: JsonFault };

class Fault extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The value as it can be stored, with the bytes of its JSON text (escapes not counted); undefined members are left out. */
export function checkJson(value: unknown, maxBytes: number): CheckedJson {
  const walk = new Walk(maxBytes);
  try {
    const checked = walk.value(value, 0);
    return { ok: true, value: checked, bytes: walk.bytes };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

type Members = Record<string, unknown>;

class Walk {
  bytes = 0;
  private readonly maxBytes: number;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  value(value: unknown, depth: number): Json {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        if (!Number.isFinite(value)) throw new Fault("not_json");
        this.count(String(value).length);
        return value;
      case "boolean":
        this.count(value ? 4 : 5);
        return value;
      case "object":
        if (value === null) {
          this.count(4);
          return null;
        }
        if (depth >= maxDepth) throw new Fault("too_deep");
        return Array.isArray(value) ? this.array(value, depth) : this.object(value as Members, depth);
      default:
        throw new Fault("not_json");
    }
  }

  private array(items: unknown[], depth: number): Json {
    this.count(1 + Math.max(1, items.length));
    let copy: Json[] | null = null;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      // As JSON text has it: a hole in a list is null.
      const checked = item === undefined ? null : this.value(item, depth + 1);
      if (!copy && checked !== item) copy = items.slice(0, i) as Json[];
      copy?.push(checked);
    }
    return copy ?? (items as Json[]);
  }

  private object(members: Members, depth: number): Json {
    const prototype: unknown = Object.getPrototypeOf(members);
    // Plain objects of any realm; instances of classes, maps and dates are no JSON.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new Fault("not_json");
    const keys = Object.keys(members);
    this.count(1 + Math.max(1, keys.length));
    let copy: [string, Json][] | null = null;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? "";
      const item = members[key];
      if (item === undefined) {
        copy ??= keys.slice(0, i).map((known) => [known, members[known] as Json]);
        continue;
      }
      const cleanKey = this.text(key);
      this.count(1);
      const checked = this.value(item, depth + 1);
      if (!copy && (checked !== item || cleanKey !== key)) {
        copy = keys.slice(0, i).map((known) => [known, members[known] as Json]);
      }
      copy?.push([cleanKey, checked]);
    }
    return copy ? Object.fromEntries(copy) : (members as JsonObject);
  }

  private text(text: string): string {
    const clean = storableText(text);
    this.count(utf8Length(clean) + 2);
    return clean;
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.maxBytes) throw new Fault("too_large");
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Half of a pair counts two: both halves make four.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
