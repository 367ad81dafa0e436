// Takes what is too large out of the events of one run, as they are told and stored: null stands in its place, and
// beside it where the value lies, or how it began. What resuming computes with goes into files, which have to be stored
// before the rows that name them; what only people look at is cut. Knows no storage.

import { createHash } from "node:crypto";
import type { LargeMembers, LargeValue, LargeValues, RunEvent } from "../run-log/events";
import { newId } from "../shared/ids";
import { type Json, type JsonObject, storableText } from "../shared/json";

/** A member of what is exact may stand in a row up to this many bytes of JSON. */
export const maxMemberBytes = 262_144;
/** A member of inputs that nothing is computed with again. */
const maxShownBytes = 65_536;
/** What rows of one run hold together before less is let into them; they stand in memory while it goes on. */
const roomyBytes = 16_777_216;
/** Limits of members once there is no more room. */
const tight = { member: 16_384, shown: 2_048 };
const previewLength = 200;

/** A value on its way into a file. */
export interface LargeFile {
  id: string;
  name: string;
  isText: boolean;
  body: Buffer;
}

/**
 * Whether the JSON of a value takes more than so many bytes. A walk that stops early tells nearly always; only where
 * escapes and long characters decide is the text made.
 */
export function isLarger(value: Json, maxBytes: number): boolean {
  const size = { least: 0, most: 0 };
  measure(value, size, maxBytes);
  if (size.least > maxBytes) return true;
  return size.most > maxBytes && Buffer.byteLength(JSON.stringify(value)) > maxBytes;
}

/** About how many bytes a value takes; nothing for small ones, of which a run can't have too many. */
function bytesWorthCounting(value: Json): number {
  if (typeof value === "string") return value.length > tight.shown ? value.length : 0;
  const size = { least: 0, most: 0 };
  measure(value, size, maxMemberBytes);
  return size.least > tight.shown ? size.least : 0;
}

/** Bytes that the JSON of a value takes at the least and at the most. */
interface Size {
  least: number;
  most: number;
}

function measure(value: Json, size: Size, maxBytes: number): void {
  if (typeof value === "string") addText(value, size);
  else if (typeof value === "number") add(size, 1, longestNumber);
  else if (typeof value !== "object" || value === null) add(size, 4, 5);
  else if (Array.isArray(value)) {
    // Brackets, and a comma between two.
    const frame = 1 + Math.max(1, value.length);
    add(size, frame, frame);
    for (let i = 0; i < value.length && size.least <= maxBytes; i++) measure(value[i] ?? null, size, maxBytes);
  } else {
    let members = 0;
    for (const name in value) {
      addText(name, size);
      measure(value[name] ?? null, size, maxBytes);
      members += 1;
      if (size.least > maxBytes) return;
    }
    // Braces, colons and commas.
    const frame = 1 + Math.max(1, members * 2);
    add(size, frame, frame);
  }
}

/** Such as -1.7976931348623157e+308, with room to spare. */
const longestNumber = 26;

/** A character takes one byte at the least; six where it is written as an escape. */
function addText(text: string, size: Size): void {
  add(size, text.length + 2, text.length * 6 + 2);
}

function add(size: Size, least: number, most: number): void {
  size.least += least;
  size.most += most;
}

const bodyOf = (value: Json) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

function previewOf(body: Buffer): string {
  // Enough bytes for the characters wanted; a broken one at the cut is left out.
  return storableText(
    body
      .subarray(0, previewLength * 4)
      .toString()
      .slice(0, previewLength),
  ).replace(/\uFFFD+$/, "");
}

export class LargeValueFilter {
  /** Files that have to be stored before any row that was made since. */
  private files: LargeFile[] = [];
  /** By what is in them: a value is passed on from node to node, and lies once. */
  private readonly known = new Map<string, LargeValue>();
  /** Bytes of what stood in rows and was of some size. */
  private inRows = 0;

  /** `isContainer`: whether resuming reads the inputs of the node after its end. */
  constructor(private readonly isContainer: (nodeId: string) => boolean) {}

  /** The files that nobody has stored yet. */
  take(): LargeFile[] {
    const files = this.files;
    if (files.length > 0) this.files = [];
    return files;
  }

  /** The event as it is told and stored; the same one where nothing of it is large. */
  filter(event: RunEvent): RunEvent {
    switch (event.type) {
      case "node.started":
        return this.shortened(event, null, event.seq !== undefined);
      case "node.paused":
        return this.shortened(event, null, true);
      case "node.ended":
        return this.shortened(event, event.outputs, this.isContainer(event.nodeId));
      case "run.ended": {
        const outputs = event.outputs && this.withoutLarge(event.outputs, true);
        return outputs?.large ? { ...event, outputs: outputs.values, large: outputs.large } : event;
      }
      default:
        return event;
    }
  }

  private shortened<E extends { inputs: JsonObject; outputs?: JsonObject | null; large?: LargeValues }>(
    event: E,
    outputs: JsonObject | null,
    isExact: boolean,
  ): E {
    const ins = this.withoutLarge(event.inputs, isExact);
    const outs = outputs && this.withoutLarge(outputs, true);
    if (!ins.large && !outs?.large) return event;
    const large: LargeValues = {};
    if (ins.large) large.inputs = ins.large;
    if (outs?.large) large.outputs = outs.large;
    return { ...event, inputs: ins.values, ...(outs ? { outputs: outs.values } : {}), large };
  }

  private withoutLarge(values: JsonObject, isExact: boolean): { values: JsonObject; large: LargeMembers | null } {
    const isTight = this.inRows > roomyBytes;
    const usual = isExact ? maxMemberBytes : maxShownBytes;
    const maxBytes = isTight ? (isExact ? tight.member : tight.shown) : usual;
    let large: Map<string, LargeValue> | null = null;
    for (const name in values) {
      const value = values[name] ?? null;
      if (typeof value !== "string" && (typeof value !== "object" || value === null)) continue;
      if (!isLarger(value, maxBytes)) {
        if (!isTight) this.inRows += bytesWorthCounting(value);
        continue;
      }
      large ??= new Map();
      large.set(name, this.describe(name, value, isExact));
    }
    if (!large) return { values, large: null };
    const names = large;
    // Entries, not assignments: a member may be called __proto__. Its place among the others is kept.
    const rest = Object.entries(values).map(([name, value]) => [name, names.has(name) ? null : value]);
    return { values: Object.fromEntries(rest), large: Object.fromEntries(large) };
  }

  private describe(name: string, value: Json, isExact: boolean): LargeValue {
    const body = bodyOf(value);
    const isText = typeof value === "string";
    const key = `${isText} ${createHash("sha256").update(body).digest("hex")}`;
    const known = this.known.get(key);
    if (known) return known;
    const told = { bytes: body.byteLength, preview: previewOf(body), isText };
    if (!isExact) return told;
    const id = newId();
    const kept = { ...told, fileId: id };
    this.known.set(key, kept);
    this.files.push({ id, name, isText, body });
    return kept;
  }
}

/** Reads the whole of a file. */
export type ReadFile = (fileId: string) => Promise<string>;

/** The value that a large member stands for; only of one that was kept. */
export async function readLargeValue({ fileId, isText }: LargeValue, read: ReadFile): Promise<Json> {
  if (fileId === undefined) return null;
  const body = await read(fileId);
  return isText ? body : (JSON.parse(body) as Json);
}

/** Puts large members back in their places; those of which only the beginning was kept stay null. */
export async function restoreMembers(
  values: JsonObject,
  large: LargeMembers | undefined | null,
  read: ReadFile,
): Promise<JsonObject> {
  if (!large) return values;
  const whole = new Map<string, Json>();
  for (const [name, value] of Object.entries(large)) {
    if (value.fileId !== undefined) whole.set(name, await readLargeValue(value, read));
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, whole.get(name) ?? value]));
}

/** The log with all that lies in files: one after the other, since each is held twice while it is read. */
export async function restoreLog<E extends Restorable>(log: readonly E[], read: ReadFile): Promise<E[]> {
  const whole: E[] = [];
  for (const event of log) whole.push(event.large ? await restoreEvent(event, read) : event);
  return whole;
}

interface Restorable {
  inputs: JsonObject;
  outputs?: JsonObject | null;
  large?: LargeValues;
}

/** An event of the log with all that lies in files, as the engine needs it. */
async function restoreEvent<E extends Restorable>(event: E, read: ReadFile): Promise<E> {
  const { inputs, outputs, large } = event;
  const whole: E = { ...event, inputs: await restoreMembers(inputs, large?.inputs, read) };
  if (outputs) whole.outputs = await restoreMembers(outputs, large?.outputs, read);
  delete whole.large;
  return whole;
}
