// Everything a person may meet of expressions and changes has its words; other languages are held to the English ones.

import { expect, it } from "vitest";
import words from "../../messages/en/graph.json";
import { changeKinds } from "../graph/diff";
import { expressionErrorCodes } from "./ast";
import { functionArities } from "./function-names";
import { systemValueNames, systemValues } from "./system-values";

it("names every error, function, system value and kind of change", () => {
  expect(Object.keys(words.expressionErrors).sort()).toEqual([...expressionErrorCodes].sort());
  expect(Object.keys(words.functions).sort()).toEqual(Object.keys(functionArities).sort());
  expect(Object.keys(words.systemValues).sort()).toEqual([...systemValueNames].sort());
  expect(Object.keys(systemValues).sort()).toEqual([...systemValueNames].sort());
  expect(Object.keys(words.changes).sort()).toEqual([...changeKinds].sort());
});
