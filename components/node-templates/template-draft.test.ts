import { expect, test } from "vitest";
import { catalogue } from "@/lib/nodes/catalogue";
import { newNode } from "@/lib/nodes/new-node";
import { viewOfTemplate } from "@/lib/workflows/template-view";
import { fieldsOf, moveField, presetsOf, settingsOf } from "./template-draft";

const definition = catalogue["http-request"];
const view = viewOfTemplate(definition);

test("only what differs from the type is preset, and what is emptied is not", () => {
  expect(presetsOf(definition, view, view.initial.config)).toEqual({});
  const config = { ...view.initial.config, url: "https://shop.example", method: "GET", maxBytes: 10 };
  expect(presetsOf(definition, view, config)).toEqual({ url: "https://shop.example", maxBytes: 10 });
  const before = { ...view, presets: ["url", "maxBytes"], initial: { ...view.initial, config } };
  const { url: _, ...emptied } = config;
  expect(presetsOf(definition, before, emptied)).toEqual({ maxBytes: 10 });
  expect(presetsOf(definition, before, { ...config, maxBytes: definition.initial.config.maxBytes ?? 0 })).toEqual({
    url: "https://shop.example",
  });
});

test("a field moves by one place and stays at the ends", () => {
  const fields = settingsOf(view);
  const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key).slice(0, 3);
  expect(keys(moveField(fields, "url", -1))).toEqual(["url", "method", "query"]);
  expect(keys(moveField(fields, "url", 1))).toEqual(["method", "query", "url"]);
  expect(moveField(fields, "method", -1)).toBe(fields);
  expect(moveField(fields, fields.at(-1)?.key ?? "", 1)).toBe(fields);
  expect(moveField(fields, "nothing", 1)).toBe(fields);
});

test("inputs and outputs count where they are not those of the type", () => {
  const node = newNode(catalogue.code, { id: "a", name: "A", position: { x: 0, y: 0 } });
  expect(fieldsOf(catalogue.code, node)).toEqual({});
  const inputs = [{ name: "order", type: "object" as const }];
  expect(fieldsOf(catalogue.code, { ...node, inputs })).toEqual({ inputs });
});
