// Upgrades of node types: what the code presets arrives, what an administrator changed stays.

import { beforeEach, expect, test } from "vitest";
import { type FieldPreset, mirrorNodeTemplates, type TemplatePreset } from "./mirror-node-templates";
import { systemSql } from "./system";
import { provideDatabase } from "./testing/database";

provideDatabase();

const all = { add: true, remove: true, rename: true };

function field(key: string, values: Partial<FieldPreset> = {}): FieldPreset {
  const words = { fieldLabel: "", help: "" };
  const shown = { groupName: "basic", sortOrder: 0, required: false, visibleWhen: null };
  return {
    fieldKey: key,
    fieldType: "text",
    options: null,
    defaultValue: null,
    validation: {},
    ...words,
    ...shown,
    ...values,
  };
}

function template(code: string, fields: FieldPreset[], values: Partial<TemplatePreset> = {}): TemplatePreset {
  const words = { name: "", description: "", icon: "" };
  const shape = { defaultSchemaPolicy: { inputs: all, outputs: all }, initialSchema: { config: {} }, sortOrder: 0 };
  return { typeCode: code, category: "model", executor: code, ...words, ...shape, fields, ...values };
}

const mirror = (templates: TemplatePreset[]) => systemSql().begin((tx) => mirrorNodeTemplates(tx, templates));

const shownFields = (code: string) => systemSql()`
  select f.field_key, f.field_label, f.default_value, s.group_name, s.required from node_template_fields s
  join node_templates t on t.id = s.node_template_id join config_fields f on f.id = s.config_field_id
  where t.type_code = ${code} order by s.sort_order, f.field_key`;

beforeEach(() => mirror([]));

test("entries and their fields appear, and doing it again changes nothing", async () => {
  const presets = [
    template("llm", [
      field("llm.model", { required: true }),
      field("llm.temperature", { defaultValue: 0.7, sortOrder: 1 }),
    ]),
    template("answer", [field("answer.text", { fieldType: "prompt" })]),
  ];
  await mirror(presets);
  const rows = () => systemSql()`select * from node_template_fields order by id`;
  const before = [...(await rows())];
  expect(before).toHaveLength(3);
  await mirror(presets);
  expect([...(await rows())]).toEqual(before);
  expect([...(await shownFields("llm"))]).toMatchObject([
    { field_key: "llm.model", required: true },
    { field_key: "llm.temperature", default_value: 0.7 },
  ]);
});

test("the code's new values arrive, an administrator's stay", async () => {
  await mirror([template("llm", [field("llm.model"), field("llm.temperature", { defaultValue: 0.7, sortOrder: 1 })])]);
  await systemSql()`
    update config_fields set field_label = 'Warmth', changed = '{field_label}' where field_key = 'llm.temperature'`;
  await systemSql()`update node_templates set name = 'Our model', changed = '{name}' where type_code = 'llm'`;
  await mirror([
    template(
      "llm",
      [
        field("llm.model"),
        field("llm.temperature", { fieldLabel: "Temperature", defaultValue: 1, groupName: "advanced", sortOrder: 1 }),
      ],
      { name: "Language model", icon: "spark" },
    ),
  ]);
  expect((await shownFields("llm"))[1]).toMatchObject({
    field_label: "Warmth",
    default_value: 1,
    group_name: "advanced",
  });
  const [row] = await systemSql()`select name, icon from node_templates where type_code = 'llm'`;
  expect(row).toEqual({ name: "Our model", icon: "spark" });
});

test("what the code dropped leaves the palette and the form, but not the graphs that name it", async () => {
  await mirror([template("old", [field("old.a")]), template("llm", [field("llm.model"), field("llm.gone")])]);
  await systemSql()`
    insert into config_fields (id, field_key, field_label, field_type)
    values (gen_random_uuid(), 'ours', 'Ours', 'text') on conflict do nothing`;
  await systemSql()`
    insert into node_template_fields (id, node_template_id, config_field_id, group_name)
    select gen_random_uuid(), t.id, f.id, 'basic' from node_templates t, config_fields f
    where t.type_code = 'llm' and f.field_key = 'ours'`;
  await mirror([template("llm", [field("llm.model")])]);
  const entries = await systemSql()`
    select type_code, is_active from node_templates where type_code in ('old', 'llm') order by type_code`;
  expect([...entries]).toEqual([
    { type_code: "llm", is_active: true },
    { type_code: "old", is_active: false },
  ]);
  expect((await shownFields("llm")).map((row) => row.field_key)).toEqual(["llm.model", "ours"]);
  await mirror([template("old", [field("old.a")])]);
  const [back] = await systemSql()`select is_active from node_templates where type_code = 'old'`;
  expect(back?.is_active).toBe(true);
});
