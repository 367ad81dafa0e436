import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { configFields, nodeTemplateFields, nodeTemplates } from "@/db/schema/node-templates";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { catalogue } from "../nodes/catalogue";
import { templateMetadata } from "../nodes/metadata";
import { newId } from "../shared/ids";
import type { NodeTemplateView } from "./contract";
import { listNodeTemplates } from "./list-node-templates";
import { seedTemplates } from "./seed-templates";

provideDatabase();

const metadata = templateMetadata(catalogue);
const scopeOf = (workspaceId: string): Scope => ({
  workspaceId,
  userId: null,
  apiKeyId: null,
  agentId: null,
  permissions: new Set(),
  actor: { name: "test", ip: null, userAgent: null, sessionId: null },
  requestId: newId(),
});
let scope: Scope;
let other: Scope;
const entry = async (code: string, who = scope): Promise<NodeTemplateView | undefined> =>
  (await listNodeTemplates(who)).items.find((item) => item.code === code);
/** Versions of all rows: a row that is written again has another one, whatever is written. */
const versions = () =>
  asSystem((tx) =>
    tx.execute(sql`select 't', id, xmin::text from node_templates union all select 'c', id, xmin::text from config_fields
      union all select 'f', id, xmin::text from node_template_fields order by 1, 2`),
  ).then((rows) => JSON.stringify(rows));

beforeAll(async () => {
  scope = scopeOf((await make.workspace()).id);
  other = scopeOf((await make.workspace()).id);
});

describe("the palette", () => {
  test("is what the code says while nothing is seeded, and the same afterwards", async () => {
    const before = await listNodeTemplates(scope);
    expect(before.items.map((item) => item.code)).toEqual(Object.keys(catalogue));
    await seedTemplates();
    expect(await listNodeTemplates(scope)).toEqual(before);
    expect(before.items.find((item) => item.code === "llm")).toMatchObject({ name: null, category: "model" });
  });

  test("is seeded once: a second time writes nothing", async () => {
    await seedTemplates();
    const before = await versions();
    await Promise.all([seedTemplates(), seedTemplates()]);
    expect(await versions()).toBe(before);
  });
});

describe("an installation from before a node type", () => {
  test("has it in the palette after its next start, in its place and with its form", async () => {
    const { loop: _loop, approval: _approval, ...older } = catalogue;
    await seedTemplates(templateMetadata(older));
    expect((await listNodeTemplates(scope)).items.map((item) => item.code)).toEqual(Object.keys(older));
    await seedTemplates();
    const { items } = await listNodeTemplates(scope);
    expect(items.map((item) => item.code)).toEqual(Object.keys(catalogue));
    expect(items.find((item) => item.code === "approval")?.fields.map((field) => field.control)).toContain("people");
  });
});

describe("what an administrator changed", () => {
  test("survives an upgrade, while the rest follows the code", async () => {
    await seedTemplates();
    await asSystem(async (tx) => {
      await tx
        .update(nodeTemplates)
        .set({ name: "Our model", changed: ["name"] })
        .where(eq(nodeTemplates.typeCode, "llm"));
      await tx
        .update(configFields)
        .set({ fieldLabel: "Warmth", defaultValue: 0.2, changed: ["field_label", "default_value"] })
        .where(eq(configFields.fieldKey, "llm.temperature"));
      const [field] = await tx.select().from(configFields).where(eq(configFields.fieldKey, "llm.stop"));
      await tx
        .update(nodeTemplateFields)
        .set({ isHidden: true, groupName: "basic", changed: ["group_name", "is_hidden"] })
        .where(eq(nodeTemplateFields.configFieldId, field?.id ?? ""));
    });
    const upgraded = structuredClone(metadata);
    for (const template of upgraded.templates) {
      template.name = `${template.name} 2`;
      template.description = "New words";
    }
    for (const field of upgraded.configFields) field.fieldLabel = `${field.fieldLabel} 2`;
    for (const field of upgraded.templateFields) field.groupName = "advanced";
    await seedTemplates(upgraded);
    const [row] = await asSystem((tx) => tx.select().from(nodeTemplates).where(eq(nodeTemplates.typeCode, "llm")));
    expect(row).toMatchObject({ name: "Our model", description: "New words" });
    const view = await entry("llm");
    expect(view?.name).toBe("Our model");
    expect(view?.initial.config.temperature).toBe(0.2);
    const field = (key: string) => view?.fields.find((one) => one.key === key);
    expect(field("temperature")).toMatchObject({ label: "Warmth", default: 0.2, group: "advanced" });
    expect(field("system")).toMatchObject({ label: null });
    expect(field("stop")).toMatchObject({ isHidden: true, group: "basic" });
    await seedTemplates();
    expect((await entry("llm"))?.name).toBe("Our model");
    expect((await entry("code"))?.fields[0]?.group).toBe("basic");
  });

  test("in one workspace is not seen by another", async () => {
    await seedTemplates();
    const { answer } = catalogue;
    await asSystem((tx) =>
      tx.insert(nodeTemplates).values([
        {
          id: newId(),
          workspaceId: scope.workspaceId,
          typeCode: "look_up_order",
          name: "Look up order",
          category: "tool",
          executor: "http-request",
          defaultSchemaPolicy: catalogue["http-request"].defaultSchemaPolicy,
          initialSchema: { config: { url: "https://shop.example/orders" } },
          sortOrder: 5,
        },
        {
          id: newId(),
          workspaceId: scope.workspaceId,
          typeCode: "answer",
          name: "Reply",
          category: "answer",
          executor: "answer",
          defaultSchemaPolicy: answer.defaultSchemaPolicy,
          initialSchema: {},
          sortOrder: 6,
          changed: ["name", "sort_order"],
        },
      ]),
    );
    const mine = (await listNodeTemplates(scope)).items;
    expect(mine[0]).toMatchObject({
      code: "look_up_order",
      type: "http-request",
      name: "Look up order",
      initial: { config: { url: "https://shop.example/orders", method: "GET" } },
    });
    expect(mine.filter((item) => item.code === "answer").map((item) => item.name)).toEqual(["Reply"]);
    expect(await entry("look_up_order", other)).toBeUndefined();
    expect((await entry("answer", other))?.name).toBeNull();
  });
});

describe("what the code dropped", () => {
  test("leaves the palette, and comes back with the code", async () => {
    const { note: _, ...rest } = catalogue;
    await seedTemplates(templateMetadata(rest));
    expect(await entry("note")).toBeUndefined();
    await seedTemplates();
    expect((await entry("note"))?.fields.map((field) => field.key)).toEqual(["text"]);
  });
});
