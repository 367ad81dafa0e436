// What each function of the list does. Every one gives a value or a coded fault for any arguments, pays for what it
// makes before it makes it, and reaches nothing but its arguments.

import { isJsonObject, type Json } from "../shared/json";
import type { Budget } from "./budget";
import { ExpressionFault } from "./fault";
import { formatMoment, readMoment } from "./format-date";
import type { FunctionName } from "./function-names";
import { readKey } from "./read-path";
import { includesText, splitText } from "./search-text";
import { isEmptyValue, isSame, isTextTooDeep, jsonText, numberOfText, textOf, typeOf } from "./values";

/** The arguments of one call, read as the types that a function takes. */
export class Arguments {
  constructor(
    private readonly values: readonly Json[],
    readonly budget: Budget,
    readonly at: number,
    private readonly name: FunctionName,
  ) {}

  get count(): number {
    return this.values.length;
  }

  any(index: number): Json {
    return this.values[index] ?? null;
  }

  /** Texts, numbers, booleans and null as text. */
  text(index: number): string {
    const value = this.any(index);
    if (typeof value === "object" && value !== null) this.refuse(index, "string");
    const text = textOf(value, this.at);
    this.budget.step(1 + (text.length >> 6), this.at);
    return text;
  }

  number(index: number): number {
    const value = this.any(index);
    if (typeof value !== "number") this.refuse(index, "number");
    return value;
  }

  /** A list; null counts as an empty one. */
  list(index: number): Json[] {
    const value = this.any(index);
    if (value === null) return [];
    if (!Array.isArray(value)) this.refuse(index, "array");
    this.budget.step(1 + value.length, this.at);
    return value;
  }

  object(index: number): { [key: string]: Json } {
    const value = this.any(index);
    if (value === null) return {};
    if (!isJsonObject(value)) this.refuse(index, "object");
    return value;
  }

  /** The numbers of all arguments, or of the one list that is the only argument. */
  numbers(): number[] {
    const values = this.count === 1 && Array.isArray(this.any(0)) ? this.list(0) : this.values;
    return values.map((value, index) => (typeof value === "number" ? value : this.refuse(index, "number")));
  }

  refuse(index: number, wanted: string): never {
    const params = { name: this.name, argument: index + 1, wanted, given: typeOf(this.any(index)) };
    throw new ExpressionFault("wrong_type", this.at, params);
  }
}

export const functions: Readonly<Record<FunctionName, (args: Arguments) => Json>> = {
  abs: (args) => Math.abs(args.number(0)),
  ceil: (args) => Math.ceil(args.number(0)) + 0,
  contains: (args) => containsValue(args),
  // Evaluated by the evaluator, which leaves the second argument alone where the first has a value.
  default: (args) => (isBlank(args.any(0)) ? args.any(1) : args.any(0)),
  encodeUrl: (args) => {
    const text = args.text(0);
    args.budget.make(text.length * 3, args.at);
    return encodeURIComponent(text.toWellFormed());
  },
  endsWith: (args) => args.text(0).endsWith(args.text(1)),
  first: (args) => args.list(0)[0] ?? null,
  floor: (args) => Math.floor(args.number(0)) + 0,
  formatDate: (args) => formatDate(args),
  isEmpty: (args) => isEmptyValue(args.any(0)),
  join: (args) => {
    const items = args.list(0);
    const separator = args.count > 1 ? args.text(1) : ", ";
    const texts = items.map((item) => {
      const text = textOf(item, args.at);
      args.budget.make(text.length + separator.length, args.at);
      return text;
    });
    return texts.join(separator);
  },
  json: (args) => {
    const text = jsonText(args.any(0), args.at);
    args.budget.make(text.length, args.at);
    return text;
  },
  keys: (args) => made(args, Object.keys(args.object(0))),
  last: (args) => args.list(0).at(-1) ?? null,
  length: (args) => lengthOf(args),
  lower: (args) => madeText(args, args.text(0).toLowerCase()),
  max: (args) => extreme(args, Math.max),
  min: (args) => extreme(args, Math.min),
  number: (args) => numberOf(args.any(0)),
  parseJson: (args) => parseJson(args),
  pluck: (args) => {
    const key = args.text(1);
    return made(
      args,
      args.list(0).map((item) => readKey(item, key) ?? null),
    );
  },
  replace: (args) => replaceAll(args),
  reverse: (args) => made(args, args.list(0).toReversed()),
  round: (args) => round(args.number(0), args.count > 1 ? args.number(1) : 0),
  slice: (args) => slice(args),
  split: (args) => {
    const text = args.text(0);
    args.budget.make(text.length, args.at);
    return made(args, splitText(text, args.text(1)));
  },
  startsWith: (args) => args.text(0).startsWith(args.text(1)),
  string: (args) => madeText(args, textOf(args.any(0), args.at)),
  sum: (args) => {
    const total = args.numbers().reduce((a, b) => a + b, 0);
    if (!Number.isFinite(total)) throw new ExpressionFault("too_large", args.at);
    return total;
  },
  trim: (args) => args.text(0).trim(),
  typeOf: (args) => typeOf(args.any(0)),
  upper: (args) => madeText(args, args.text(0).toUpperCase()),
  values: (args) => made(args, Object.values(args.object(0))),
};

/** Whether `default` and its like step in: there is no value, or an empty text. */
export function isBlank(value: Json): boolean {
  return value === null || value === "";
}

function made<T extends Json>(args: Arguments, items: T[]): T[] {
  args.budget.step(items.length, args.at);
  args.budget.make(items.length, args.at);
  return items;
}

function madeText(args: Arguments, text: string): string {
  args.budget.make(text.length, args.at);
  return text;
}

function containsValue(args: Arguments): boolean {
  const whole = args.any(0);
  if (Array.isArray(whole)) {
    const wanted = args.any(1);
    return whole.some((item) => isSame(item, wanted, () => args.budget.step(1, args.at)));
  }
  if (isJsonObject(whole)) return Object.hasOwn(whole, args.text(1));
  const text = args.text(0);
  return whole !== null && includesText(text, args.text(1));
}

function lengthOf(args: Arguments): number {
  const value = args.any(0);
  if (value === null) return 0;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : args.refuse(0, "string");
}

function extreme(args: Arguments, choose: (a: number, b: number) => number): number | null {
  const numbers = args.numbers();
  return numbers.length === 0 ? null : numbers.reduce((a, b) => choose(a, b));
}

function numberOf(value: Json): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? numberOfText(value) : null;
}

function round(value: number, digits: number): number {
  const places = Math.max(0, Math.min(15, Math.trunc(digits)));
  const text = String(value);
  // By way of decimal text, so that 1.005 with two digits is not at the mercy of binary fractions.
  const rounded = text.includes("e")
    ? Math.round(value * 10 ** places) / 10 ** places
    : Number(`${Math.round(Number(`${text}e${places}`))}e-${places}`);
  return Number.isFinite(rounded) ? rounded + 0 : value;
}

function replaceAll(args: Arguments): string {
  const text = args.text(0);
  const search = args.text(1);
  const replacement = args.text(2);
  if (search === "") return text;
  const pieces = splitText(text, search);
  args.budget.make(text.length + (pieces.length - 1) * replacement.length, args.at);
  args.budget.step(pieces.length, args.at);
  return pieces.join(replacement);
}

function slice(args: Arguments): Json {
  const value = args.any(0);
  const from = args.number(1);
  const to = args.count > 2 && args.any(2) !== null ? args.number(2) : undefined;
  if (Array.isArray(value)) return made(args, value.slice(from, to));
  // A cut through the middle of a character must not leave half of it.
  return madeText(args, args.text(0).slice(from, to).toWellFormed());
}

function parseJson(args: Arguments): Json {
  const text = args.text(0);
  args.budget.make(text.length, args.at);
  if (isTextTooDeep(text)) throw new ExpressionFault("too_deep", args.at);
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ExpressionFault("not_json", args.at);
    throw error;
  }
}

function formatDate(args: Arguments): string {
  args.budget.step(100, args.at);
  const value = args.any(0);
  const time = typeof value === "string" || typeof value === "number" ? readMoment(value) : null;
  if (time === null) args.refuse(0, "date");
  const format = args.count > 1 ? args.text(1) : "YYYY-MM-DD HH:mm";
  args.budget.make(format.length, args.at);
  const text = formatMoment(time, format, args.count > 2 ? args.text(2) : "UTC");
  if (text === null) args.refuse(2, "time zone");
  return text;
}
