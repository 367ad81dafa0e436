import { expect, test } from "vitest";
import type { PromptVariable } from "@/lib/prompts/prompt-variable-rules";
import {
  contentOf,
  draftOfVersion,
  faultOf,
  isSameContent,
  isSendable,
  type PromptDraft,
  variablesIn,
} from "./prompt-draft";

const variables: PromptVariable[] = [
  { name: "topic", type: "string", required: true, description: "What about" },
  { name: "words", type: "number", default: 50 },
  { name: "formal", type: "boolean", default: false },
  { name: "tone", type: "string", options: ["kind", "dry"], default: "kind" },
  { name: "notes", type: "string", multiline: true },
];
const template = "{{topic}} {{ words }} {{formal}} {{tone}} {{notes}}";

function draftWith(change: Partial<PromptDraft["variables"][string]>, name = "tone"): PromptDraft {
  const draft = draftOfVersion({ template, variables });
  const before = draft.variables[name];
  if (!before) throw new Error("There is no such variable.");
  return { ...draft, variables: { ...draft.variables, [name]: { ...before, ...change } } };
}

test("a version read into the form and sent again is the same", () => {
  expect(contentOf(draftOfVersion({ template, variables }))).toEqual({ template, variables });
});

test("a new variable in the text is a required text", () => {
  const draft = { ...draftOfVersion({ template, variables }), template: "{{ name }} and {{topic}}" };
  expect(contentOf(draft).variables).toEqual([{ name: "name", type: "string", required: true }, variables[0]]);
});

test("what was said of a variable is back when the text has it again", () => {
  const before = draftOfVersion({ template, variables });
  const without = { ...before, template: "nothing" };
  expect(variablesIn(without)).toEqual([]);
  expect(contentOf({ ...without, template }).variables).toEqual(variables);
});

test("a variable is not taken from what every object has", () => {
  const draft = draftOfVersion({ template: "{{ constructor }}", variables: [] });
  expect(contentOf(draft).variables).toEqual([{ name: "constructor", type: "string", required: true }]);
});

test("options are one a line, each once, without empty ones", () => {
  const draft = draftWith({ options: " kind \n\ndry\nkind" });
  expect(contentOf(draft).variables[3]).toMatchObject({ options: ["kind", "dry"] });
});

test("a choice without options, a default that is none of them or no number are faults", () => {
  const faultIn = (draft: PromptDraft, name: string) =>
    variablesIn(draft)
      .filter((variable) => variable.name === name)
      .map(faultOf);
  expect(faultIn(draftWith({ options: "\n " }), "tone")).toEqual(["options_missing"]);
  expect(faultIn(draftWith({ fallback: "rude" }), "tone")).toEqual(["fallback_option"]);
  expect(faultIn(draftWith({ fallback: "many" }, "words"), "words")).toEqual(["fallback_number"]);
  expect(isSendable(draftWith({ fallback: "rude" }))).toBe(false);
  expect(isSendable(draftWith({}))).toBe(true);
});

test("a text that is empty, too long or whose braces are open can't be sent", () => {
  const draft = draftWith({});
  expect(isSendable({ ...draft, template: " \n" })).toBe(false);
  expect(isSendable({ ...draft, template: "Hello {{ name" })).toBe(false);
  expect(isSendable({ ...draft, template: "a".repeat(200_000) })).toBe(true);
  expect(isSendable({ ...draft, template: "a".repeat(200_001) })).toBe(false);
});

test("only what would be stored makes a difference", () => {
  const draft = draftWith({});
  expect(isSameContent(draft, draftWith({ options: "kind\n\ndry" }))).toBe(true);
  expect(isSameContent(draft, draftWith({ fallback: "dry" }))).toBe(false);
  expect(isSameContent(draft, { ...draft, template: `${template}.` })).toBe(false);
});
