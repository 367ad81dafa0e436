import { describe, expect, test } from "vitest";
import { catalogue } from "../nodes/catalogue";
import { findFieldFaults, findPolicyFaults, findPresetFaults } from "./check-template";
import { ownCodePattern } from "./contract";
import { freeCode } from "./free-code";
import { placeEntry } from "./place-entry";

const http = catalogue["http-request"];
const settings = (...keys: string[]) =>
  keys.map((key) => ({ key, group: null, label: null, help: null, isHidden: true, isLocked: false }));
const paths = (faults: { path: string }[]) => faults.map(({ path }) => path);

describe("the code of a template", () => {
  test("is made of its name, is free, and is none that a type of the product could have", () => {
    const cases: [string, string][] = [
      ["Look up order", "look_up_order"],
      ["Réponse", "reponse_node"],
      ["查询订单", "http_request"],
      ["  42 — ", "http_request"],
      ["Reply!", "reply_node"],
    ];
    for (const [name, code] of cases) expect(freeCode(name, "http-request", new Set())).toBe(code);
    expect(freeCode("Look up order", "llm", new Set(["look_up_order", "look_up_order_2"]))).toBe("look_up_order_3");
    for (const name of ["x".repeat(200), "a b ".repeat(50), "查".repeat(80), ""]) {
      const code = freeCode(name, "llm", new Set());
      expect(code).toMatch(ownCodePattern);
      expect(code.length).toBeLessThanOrEqual(40);
    }
    for (const type of Object.keys(catalogue)) expect(type).not.toMatch(ownCodePattern);
  });
});

describe("presets", () => {
  test("of every type that are its own pass", () => {
    for (const definition of Object.values(catalogue)) {
      expect(findPresetFaults(definition, { config: definition.initial.config })).toEqual([]);
    }
  });

  test("may leave out what is required, but not go beyond the type", () => {
    expect(findPresetFaults(http, { config: { auth: "bearer" } })).toEqual([]);
    expect(paths(findPresetFaults(http, { config: { headers: "no rows", constructor: 1 } }))).toEqual([
      "presets.config.constructor",
      "presets.config.headers",
    ]);
    expect(paths(findPresetFaults(http, { config: { url: "x".repeat(300_000) } }))).toContain("presets.config");
    const twice = [
      { name: "a", type: "any" as const },
      { name: "a", type: "any" as const },
    ];
    expect(paths(findPresetFaults(catalogue.code, { config: {}, inputs: twice }))).toEqual(["presets.inputs.a"]);
    expect(paths(findPresetFaults(catalogue.iteration, { config: {}, inputs: [] }))).toEqual(["presets.inputs.items"]);
    const more = [{ name: "more", type: "any" as const }];
    expect(paths(findPresetFaults(http, { config: {}, outputs: more }))).toEqual(["presets.outputs.more"]);
  });
});

describe("hidden fields", () => {
  test("need a preset where people could come to need them", () => {
    expect(paths(findFieldFaults(http, settings("url"), {}))).toEqual(["fields.url"]);
    expect(findFieldFaults(http, settings("url"), { url: "https://shop.example" })).toEqual([]);
    // Somebody may choose a token, unless that choice is out of sight too.
    expect(paths(findFieldFaults(http, settings("token"), { auth: "none" }))).toEqual(["fields.token"]);
    expect(findFieldFaults(http, settings("token", "auth"), { auth: "none" })).toEqual([]);
    expect(paths(findFieldFaults(http, settings("token", "auth"), { auth: "bearer" }))).toEqual(["fields.token"]);
  });

  test("need one also where only the template requires them", () => {
    const required = (more: object) => [
      { key: "query", group: null, label: null, help: null, isHidden: false, isLocked: false, required: true, ...more },
    ];
    expect(findFieldFaults(http, required({}), {})).toEqual([]);
    expect(paths(findFieldFaults(http, required({ isLocked: true }), {}))).toEqual(["fields.query"]);
    expect(findFieldFaults(http, required({ isLocked: true, required: false }), {})).toEqual([]);
  });

  test("are fields of the type, each named once", () => {
    expect(paths(findFieldFaults(http, settings("query", "query", "nothing"), {}))).toEqual([
      "fields.query",
      "fields.nothing",
    ]);
  });
});

describe("a field that is shown at times", () => {
  const shown = (key: string, on: string | null, values: string[] = ["POST"], not = false) => ({
    ...{ key, group: null, label: null, help: null, isHidden: false, isLocked: false },
    visibleWhen: on === null ? null : { key: on, in: values, not },
  });
  const codes = (...all: ReturnType<typeof shown>[]) =>
    findFieldFaults(http, all, {}).map(({ path, code }) => `${path} ${code}`);

  test("depends on a field that there is, with a value it can have, and never on itself", () => {
    expect(codes(shown("query", "method"))).toEqual([]);
    expect(codes(shown("query", "nothing"))).toEqual(["fields.query condition_unknown"]);
    expect(codes(shown("query", "method", ["FETCH"]))).toEqual(["fields.query condition_value"]);
    expect(codes(shown("query", "method", []))).toEqual(["fields.query condition_value"]);
    expect(codes(shown("query", "query"))).toEqual(["fields.query condition_circle"]);
    expect(codes(shown("query", "headers"), shown("headers", "query"))).toEqual([
      "fields.query condition_circle",
      "fields.headers condition_circle",
    ]);
    // The type shows the token by the way of signing in, so that way can't be shown by the token.
    expect(codes(shown("auth", "token"))).toEqual(["fields.auth condition_circle"]);
  });

  test("and that the type asks for needs a preset, unless it is seen wherever the type shows it", () => {
    expect(codes(shown("url", "method"))).toEqual(["fields.url field_unreachable"]);
    expect(findFieldFaults(http, [shown("url", "method")], { url: "https://shop.example" })).toEqual([]);
    expect(codes(shown("token", "auth", ["bearer", "basic"]))).toEqual([]);
    expect(codes(shown("token", "auth", ["basic"]))).toEqual(["fields.token field_unreachable"]);
    expect(codes(shown("token", null))).toEqual([]);
  });

  test("can't be made optional where the type asks for it", () => {
    expect(codes({ ...shown("url", null), required: false } as ReturnType<typeof shown>)).toEqual([
      "fields.url field_required",
    ]);
  });
});

test("a policy allows at most what the type does", () => {
  const wide = { add: true, remove: true, rename: true };
  expect(findPolicyFaults({ inputs: wide, outputs: wide }, catalogue.code.defaultSchemaPolicy)).toEqual([]);
  expect(findPolicyFaults({ inputs: wide, outputs: wide }, http.defaultSchemaPolicy)).toHaveLength(6);
});

describe("an entry that is moved", () => {
  const entries = ["a", "b", "c", "d"].map((code, index) => ({ code, sortOrder: (index + 1) * 100 }));
  test("gets a number between its neighbours, or beyond the first and the last", () => {
    expect(placeEntry(entries, "d", { place: "before", other: "b" })).toEqual([{ code: "d", sortOrder: 150 }]);
    expect(placeEntry(entries, "c", { place: "before", other: "a" })).toEqual([{ code: "c", sortOrder: 0 }]);
    expect(placeEntry(entries, "a", { place: "after", other: "d" })).toEqual([{ code: "a", sortOrder: 500 }]);
    expect(placeEntry(entries, "a", { place: "after", other: "a" })).toEqual([]);
  });

  test("makes room where there is none, and every order can be reached", () => {
    const tight = [
      { code: "a", sortOrder: 1 },
      { code: "b", sortOrder: 2 },
      { code: "c", sortOrder: 300 },
    ];
    const placed = new Map(
      placeEntry(tight, "c", { place: "after", other: "a" }).map((one) => [one.code, one.sortOrder]),
    );
    expect(tight.map(({ code, sortOrder }) => placed.get(code) ?? sortOrder)).toEqual([100, 300, 200]);
  });
});
