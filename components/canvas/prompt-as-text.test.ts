import { expect, it } from "vitest";
import { parseTemplate } from "@/lib/expressions/parse-template";
import { templateOfPrompt } from "./prompt-as-text";

it("puts what was mapped in place of the variables, else their defaults", () => {
  const variables = [{ name: "tone", type: "string" as const, default: "kind" }];
  const values = { name: "{{ start.query }}", count: 3, tone: " " };
  expect(templateOfPrompt("Greet {{name}} {{count}} times, be {{ tone }}.", variables, values)).toBe(
    "Greet {{ start.query }} 3 times, be kind.",
  );
});

it.each([
  ["\\{{a}} and {{a}}", ["{{a}} and ", "expression"]],
  ["C:\\\\{{a}}", ["C:\\", "expression"]],
  ["\\\\\\{{a}}", ["\\{{a}}"]],
  ["{{{a}}}", ["{", "expression", "}"]],
  ["{{unmapped}}!", ["{{unmapped}}!"]],
])("is read as a template with the same braces as text: %s", (text, expected) => {
  const parsed = parseTemplate(templateOfPrompt(text, [], { a: "{{ start.query }}" }));
  const parts = parsed.ok ? parsed.value.parts : [];
  expect(parts.map((part) => (typeof part === "string" ? part : "expression"))).toEqual(expected);
});
