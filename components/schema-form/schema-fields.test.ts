import { expect, it } from "vitest";
import { draftOf, fieldsOf, readDraft } from "./schema-fields";

const schema = {
  type: "object",
  required: ["city", "limit", "address"],
  properties: {
    note: { type: ["string", "null"] },
    city: { type: "string", title: "City", maxLength: 50 },
    limit: { type: "integer", default: 20 },
    exact: { type: "boolean" },
    sort: { enum: ["name", 2] },
    tags: { type: "array", items: { type: "string" } },
    filter: { anyOf: [{ type: "string" }, { type: "number" }] },
    address: { $ref: "#/$defs/Address" },
    again: { type: "object", required: ["when"], properties: { when: { type: "string" } } },
  },
  $defs: {
    Address: {
      type: "object",
      required: ["street"],
      properties: { street: { type: "string" }, next: { $ref: "#/$defs/Address" } },
    },
  },
};
const fields = fieldsOf(schema);

it("draws a control for each part of a schema, the needed ones first", () => {
  expect(fields.map(({ name, kind, label }) => `${name} ${kind} ${label}`)).toEqual([
    "city text City",
    "limit integer limit",
    "address group address",
    "note long note",
    "exact boolean exact",
    "sort choice sort",
    "tags lines tags",
    "filter json filter",
    "again group again",
  ]);
});

it("reads what was typed by its type and leaves out what is empty", () => {
  const draft = {
    city: "Oslo",
    limit: " 3 ",
    exact: "false",
    sort: "2",
    tags: "a\n\nb",
    filter: "[1]",
    address: { street: "x" },
    again: { when: "" },
  };
  expect(readDraft(fields, draft)).toEqual({
    value: { city: "Oslo", limit: 3, exact: false, sort: 2, tags: ["a", "b"], filter: [1], address: { street: "x" } },
    faults: {},
  });
});

it("tells each fault with the way to its field", () => {
  const { faults } = readDraft(fields, { city: "", limit: "3.5", filter: "{", address: {} });
  expect(faults).toEqual({ city: "missing", limit: "integer", filter: "json", "address.street": "missing" });
});

it("gives back the value that it was filled with", () => {
  const value = {
    city: "Oslo",
    limit: 3,
    tags: ["a"],
    filter: { a: 1 },
    address: { street: "x", next: { street: "y" } },
  };
  expect(readDraft(fields, draftOf(fields, value)).value).toEqual(value);
});
