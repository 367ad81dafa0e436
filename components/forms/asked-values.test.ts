import { describe, expect, it } from "vitest";
import type { Field } from "@/lib/graph/schema";
import { AppError } from "@/lib/shared/errors";
import { faultsIn, faultsOf, firstInputs, inputsToSend } from "./asked-values";

const fields: Field[] = [
  { name: "city", type: "string", required: true, maxLength: 10 },
  { name: "count", type: "number", default: 3 },
  { name: "urgent", type: "boolean" },
  { name: "size", type: "string", options: ["S", "L"] },
  { name: "note", type: "string", multiline: true },
  { name: "extra", type: "object" },
];

describe("what an agent asks for", () => {
  it("begins with its defaults, and a box that nobody ticked is a no", () => {
    expect(firstInputs(fields)).toEqual({ count: 3, urgent: false });
  });
  it("is sent in its types; what was left empty is not sent", () => {
    const typed = { city: "Ulm", count: "", urgent: true, size: "", note: "", extra: '{"a":1}', gone: 1 };
    expect(inputsToSend(fields, { ...typed, count: "4.5" })).toEqual({
      city: "Ulm",
      count: 4.5,
      urgent: true,
      note: "",
      extra: { a: 1 },
    });
  });
  it("goes as it was typed where it does not fit, so that the server can say so", () => {
    expect(inputsToSend(fields, { count: "many" })).toEqual({ count: "many" });
  });
  it("is told field by field", () => {
    expect(faultsIn(fields, { count: "many", size: "M", extra: "{" })).toEqual({
      city: "required",
      count: "wrong_type",
      size: "not_an_option",
      extra: "wrong_type",
    });
    expect(faultsIn(fields, { city: "a very long name", count: "", size: "", extra: "" })).toEqual({
      city: "too_long",
    });
    expect(faultsIn(fields, { city: "Ulm" })).toEqual({});
  });
});

describe("the server's refusal", () => {
  it("belongs to fields only where it is about them", () => {
    const details = [
      { path: "inputs.city", code: "required", message: "city is required." },
      { path: "inputs.count", code: "strange", message: "no" },
    ];
    expect(faultsOf(new AppError("inputs_invalid", "no", { details }))).toEqual({
      city: "required",
      count: "wrong_type",
    });
    expect(faultsOf(new AppError("conversation_busy", "no", { details }))).toBeNull();
    expect(faultsOf(new Error("no"))).toBeNull();
  });
});
