import { expect, it } from "vitest";
import type { ValueType } from "../graph/schema";
import { evaluateTemplate } from "./evaluate-expression";
import { isAssignable, typeOfTemplate } from "./infer-type";
import { parseTemplate } from "./parse-template";
import { typeOf } from "./values";

const types: Record<string, ValueType> = { text: "string", count: "number", list: "array", unknown: "any" };
const values = { text: "a", count: 2, list: [1], unknown: null };

it.each<[string, ValueType]>([
  ["{{ count }}", "number"],
  ["n: {{ count }}", "string"],
  ["{{ 'a' }}", "string"],
  ["{{ count + 1 }}", "number"],
  ["{{ count + 'x' }}", "string"],
  ["{{ unknown ?? 1 }}", "any"],
  ["{{ count ?? 1 }}", "number"],
  ["{{ count - 1 }}", "number"],
  ["{{ count > 1 && true }}", "boolean"],
  ["{{ !text }}", "boolean"],
  ["{{ -count }}", "number"],
  ["{{ split(text, ',') }}", "array"],
  ["{{ count > 1 ? 'a' : 'b' }}", "string"],
  ["{{ count > 1 ? 'a' : 1 }}", "any"],
  ["{{ list[0] }}", "any"],
])("%s is %s", (text, type) => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  const told = typeOfTemplate(parsed.value, (root, segments) => (segments.length > 0 ? "any" : (types[root] ?? "any")));
  expect(told).toBe(type);
  const outcome = evaluateTemplate(parsed.value, (root) => Object.entries(values).find(([key]) => key === root)?.[1]);
  if (outcome.ok && type !== "any") expect(typeOf(outcome.value)).toBe(type);
});

it("lets everything but a file stand as text, and nothing else change its type", () => {
  expect(isAssignable("number", "string")).toBe(true);
  expect(isAssignable("file", "string")).toBe(false);
  expect(isAssignable("string", "number")).toBe(false);
  expect(isAssignable("any", "number")).toBe(true);
});
