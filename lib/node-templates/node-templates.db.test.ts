import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { PATCH as patchConfigField } from "@/app/api/v1/config-fields/[fieldKey]/route";
import { GET as getConfigFields } from "@/app/api/v1/config-fields/route";
import { POST as postTemplate } from "@/app/api/v1/node-templates/route";
import { apiKeys } from "@/db/schema/access";
import { nodeTemplates } from "@/db/schema/node-templates";
import { auditLogs } from "@/db/schema/observability";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { emptyGraph, type Graph } from "../graph/schema";
import { makeProgram } from "../http/testing/call-route";
import { catalogue } from "../nodes/catalogue";
import { templateMetadata } from "../nodes/metadata";
import { newNode } from "../nodes/new-node";
import { AppError } from "../shared/errors";
import type { NodeTemplateView } from "../workflows/contract";
import { listNodeTemplates } from "../workflows/list-node-templates";
import { validateGraph } from "../workflows/publish-workflow";
import { seedTemplates } from "../workflows/seed-templates";
import { changeConfigField } from "./change-config-field";
import { createTemplate, moveTemplate, resetTemplate, updateTemplate } from "./commands";
import { ownCodePattern } from "./contract";
import { getNodeTemplate, listConfigFields, listTemplateUses } from "./queries";

setTestEnvironment();
provideDatabase();

let scope: Scope;
let other: Scope;
const palette = async (who = scope) => (await listNodeTemplates(who)).items;
const settingsOf = (view: NodeTemplateView, more: Record<string, object> = {}) =>
  view.fields.map(({ key, group, label, help, isHidden, isLocked }) => ({
    ...{ key, group, label, help, isHidden, isLocked },
    ...more[key],
  }));
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("it was not refused");
  return { code: error.code, paths: error.details.map(({ path }) => path) };
};
const lookUpOrder = () =>
  createTemplate(scope, {
    ...{ from: "http-request", name: "Look up order", description: "Asks the shop.", icon: "wrench", category: "data" },
  });
const admin = () => ({
  actor: { id: scope.userId, type: "user", name: "admin", ip: null, userAgent: null, sessionId: null } as const,
  workspaceId: null,
  requestId: "00000000-0000-7000-8000-000000000001",
});

beforeEach(async () => {
  await seedTemplates();
  const mine = await make.workspace();
  const theirs = await make.workspace();
  scope = scopeOf(mine, await make.user());
  other = scopeOf(theirs, await make.user());
});

describe("a template", () => {
  test("is made from an entry, presets and hides, and is seen by its workspace alone", async () => {
    const made = await lookUpOrder();
    expect(made).toMatchObject({ code: "look_up_order", type: "http-request", name: "Look up order", isOwn: true });
    const after = await updateTemplate(scope, made.code, {
      presets: { config: { url: "https://shop.example/orders/{{ start.id }}", method: "POST", maxBytes: 4096 } },
      fields: settingsOf(made, {
        url: { isHidden: true },
        method: { isLocked: true },
        query: { label: "Order", group: "Order" },
      }),
    });
    expect(after.initial.config).toMatchObject({ url: "https://shop.example/orders/{{ start.id }}", method: "POST" });
    expect(after.presets.sort()).toEqual(["maxBytes", "method", "url"]);
    const field = (key: string) => after.fields.find((one) => one.key === key);
    expect(field("url")).toMatchObject({ isHidden: true, label: null });
    expect(field("method")).toMatchObject({ isLocked: true, isHidden: false, default: "POST" });
    expect(field("query")).toMatchObject({ label: "Order", group: "Order" });
    expect((await palette()).at(-1)?.code).toBe("look_up_order");
    expect((await palette(other)).map(({ code }) => code)).toEqual(Object.keys(catalogue));
  });

  test("of a template runs by the same type and keeps what that one presets and hides", async () => {
    const first = await lookUpOrder();
    await updateTemplate(scope, first.code, {
      presets: { config: { url: "https://shop.example" } },
      fields: settingsOf(first, { url: { isHidden: true } }),
    });
    const second = await createTemplate(scope, { from: first.code, name: "Look up order", description: "" });
    expect(second).toMatchObject({ code: "look_up_order_2", type: "http-request", presets: ["url"], icon: "wrench" });
    expect(second.fields.find(({ key }) => key === "url")?.isHidden).toBe(true);
    await resetTemplate(scope, first.code);
    expect((await getNodeTemplate(scope, second.code)).initial.config.url).toBe("https://shop.example");
  });

  test("whose code is taken, or whose origin is unknown, is refused", async () => {
    const made = await lookUpOrder();
    const again = { from: "http-request", name: "Again", description: "", code: made.code };
    expect((await failure(createTemplate(scope, again))).code).toBe("name_taken");
    expect(await failure(createTemplate(scope, { ...again, from: "nowhere", code: "not_taken" }))).toEqual({
      ...{ code: "invalid_request", paths: ["from"] },
    });
    for (const type of Object.keys(catalogue)) expect(ownCodePattern.test(type)).toBe(false);
    expect(await createTemplate(other, { ...again, from: "llm" })).toMatchObject({ code: made.code, type: "llm" });
  });

  test("is refused presets that do not fit its type, and hiding what has to be filled in", async () => {
    const made = await lookUpOrder();
    const config = { method: "FETCH", timeoutMs: 1, nothing: true, url: "https://shop.example" };
    expect(await failure(updateTemplate(scope, made.code, { presets: { config } }))).toEqual({
      code: "invalid_request",
      paths: ["presets.config.nothing", "presets.config.method", "presets.config.timeoutMs"],
    });
    const hidden = { fields: settingsOf(made, { url: { isHidden: true } }) };
    expect((await failure(updateTemplate(scope, made.code, hidden))).paths).toEqual(["fields.url"]);
    const wide = { add: true, remove: true, rename: true };
    const policy = { schemaPolicy: { inputs: wide, outputs: { add: false, remove: false, rename: false } } };
    expect((await failure(updateTemplate(scope, made.code, policy))).paths).toContain("schemaPolicy.inputs.add");
    const outputs = [
      { name: "status", type: "number" as const, isSystem: true },
      { name: "more", type: "any" as const },
    ];
    expect((await failure(updateTemplate(scope, made.code, { presets: { config: {}, outputs } }))).paths).not.toEqual(
      [],
    );
    expect(await failure(updateTemplate(scope, made.code, { name: null }))).toMatchObject({ paths: ["body.name"] });
  });

  test("of another workspace is not there", async () => {
    const { code } = await lookUpOrder();
    const tries = [
      () => getNodeTemplate(other, code),
      () => updateTemplate(other, code, { name: "Mine" }),
      () => moveTemplate(other, code, { place: "before", other: "llm" }),
      () => moveTemplate(other, "llm", { place: "before", other: code }),
      () => resetTemplate(other, code),
      () => listTemplateUses(other, code),
    ];
    for (const one of tries) expect((await failure(one())).code).toBe("not_found");
    expect((await getNodeTemplate(scope, code)).name).toBe("Look up order");
  });

  test("tells the drafts that use it, and every change stands in the audit log", async () => {
    const { code } = await lookUpOrder();
    const node = newNode(
      catalogue["http-request"],
      { id: "a", name: "A", position: { x: 0, y: 0 } },
      { templateCode: code },
    );
    const graph = { ...emptyGraph(), nodes: [node] };
    const workflow = await make.workflow({ workspaceId: scope.workspaceId, graph });
    expect((await listTemplateUses(scope, code)).items).toEqual([{ id: workflow.id, name: workflow.name, nodes: 1 }]);
    await updateTemplate(scope, code, { presets: { config: { url: "https://user:hunter2@shop.example" } } });
    await moveTemplate(scope, code, { place: "before", other: "llm" });
    await resetTemplate(scope, code);
    const rows = await asSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.workspaceId, scope.workspaceId)).orderBy(auditLogs.createdAt),
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      ...["template.create", "template.delete", "template.move", "template.update"],
    ]);
    expect(JSON.stringify(rows)).not.toContain("hunter2");
    expect(rows.find(({ action }) => action === "template.update")?.diff).toEqual({ presets: [[], ["url"]] });
  });
});

describe("an entry of the product", () => {
  test("is changed in one workspace, follows upgrades in the rest, and can be given its form back", async () => {
    const before = await getNodeTemplate(scope, "llm");
    await updateTemplate(scope, "llm", {
      name: "Our model",
      presets: { config: { temperature: 0.2 } },
      fields: settingsOf(before, { stop: { isHidden: true } }).reverse(),
    });
    const upgraded = structuredClone(templateMetadata(catalogue));
    for (const row of upgraded.templates) Object.assign(row, { name: `${row.name} 2`, description: "New words" });
    for (const row of upgraded.configFields) row.fieldLabel = `${row.fieldLabel} 2`;
    for (const row of upgraded.templateFields) Object.assign(row, { groupName: "advanced", sortOrder: 5 });
    await seedTemplates(upgraded);
    const mine = await getNodeTemplate(scope, "llm");
    expect(mine).toMatchObject({ name: "Our model", description: null, isOwn: false, isChanged: true });
    expect(mine.initial.config.temperature).toBe(0.2);
    expect(mine.fields.map(({ key }) => key)).toEqual(before.fields.map(({ key }) => key).reverse());
    expect(mine.fields.find(({ key }) => key === "stop")?.isHidden).toBe(true);
    expect(await getNodeTemplate(other, "llm")).toEqual(before);
    const rows = await asSystem((tx) =>
      tx
        .select()
        .from(nodeTemplates)
        .where(and(eq(nodeTemplates.typeCode, "llm"), eq(nodeTemplates.workspaceId, scope.workspaceId))),
    );
    expect(rows.map(({ changed }) => changed.sort())).toEqual([["initial_schema", "name"]]);
    await resetTemplate(scope, "llm");
    expect(await getNodeTemplate(scope, "llm")).toEqual(before);
  });

  test("that is changed back leaves nothing behind", async () => {
    const before = await getNodeTemplate(scope, "code");
    await updateTemplate(scope, "code", { name: "Script", isActive: false, fields: settingsOf(before).reverse() });
    await updateTemplate(scope, "code", { name: null, isActive: true, fields: settingsOf(before) });
    expect(await getNodeTemplate(scope, "code")).toEqual(before);
    const rows = await asSystem((tx) =>
      tx.select().from(nodeTemplates).where(eq(nodeTemplates.workspaceId, scope.workspaceId)),
    );
    expect(rows).toEqual([]);
  });

  test("that is switched off is still there for the nodes that were made from it", async () => {
    await updateTemplate(scope, "code", { isActive: false });
    expect((await palette()).find(({ code }) => code === "code")).toMatchObject({ isActive: false, type: "code" });
    const node = newNode(catalogue.code, { id: "a", name: "A", position: { x: 0, y: 0 } });
    const { problems } = await validateGraph(scope, { ...emptyGraph(), nodes: [node] });
    expect(problems.map(({ code }) => code)).not.toContain("schema_policy");
  });

  test("is moved, also where there is no room between two others", async () => {
    const codes = (await palette()).map(({ code }) => code);
    const order = codes.toSorted();
    for (const [index, code] of order.entries()) {
      const before = order[index - 1];
      await moveTemplate(
        scope,
        code,
        before ? { place: "after", other: before } : { place: "before", other: codes[0] ?? "" },
      );
    }
    expect((await palette()).map(({ code }) => code)).toEqual(order);
    for (let turn = 0; turn < 12; turn++) {
      await moveTemplate(scope, order[turn % 2 === 0 ? 2 : 1] ?? "", { place: "after", other: order[0] ?? "" });
    }
    expect((await palette()).slice(0, 3).map(({ code }) => code)).toEqual(order.slice(0, 3));
    expect((await palette(other)).map(({ code }) => code)).toEqual(codes);
  });
});

describe("what a template asks for, and when it shows it", () => {
  const needed = async (code: string, config: Record<string, string | string[]>) => {
    const place = { id: "a", name: "A", position: { x: 0, y: 0 } };
    const node = newNode(catalogue["http-request"], place, {
      templateCode: code,
      config: { url: "https://shop.example", method: "GET", ...config },
    });
    const { problems } = await validateGraph(scope, { ...emptyGraph(), nodes: [node] });
    return problems.flatMap(({ code: problem, field }) => (problem === "field_missing" ? [field] : []));
  };

  test("is asked of its nodes alone, while the field is shown", async () => {
    const made = await lookUpOrder();
    const visibleWhen = { key: "method", in: ["POST"], not: false };
    const after = await updateTemplate(scope, made.code, {
      fields: settingsOf(made, { headers: { required: true, visibleWhen }, query: { required: true } }),
    });
    const field = (key: string) => after.fields.find((one) => one.key === key);
    expect(field("headers")).toMatchObject({ required: true, visibleWhen });
    expect(field("query")).toMatchObject({ required: true, visibleWhen: null });
    expect(await needed(made.code, {})).toEqual(["config.query"]);
    expect(await needed(made.code, { method: "POST" })).toEqual(["config.query", "config.headers"]);
    expect(await needed("http-request", { method: "POST" })).toEqual([]);
    // Settings that say nothing of it leave it with the product.
    const back = await updateTemplate(scope, made.code, { fields: settingsOf(made) });
    expect(back.fields).toEqual(made.fields);
    expect(await needed(made.code, { method: "POST" })).toEqual([]);
  });

  test("goes on in a template that is made from it, and a condition of the type can be lifted", async () => {
    const made = await lookUpOrder();
    const token = made.fields.find(({ key }) => key === "token");
    expect(token?.visibleWhen).toMatchObject({ key: "auth" });
    await updateTemplate(scope, made.code, {
      fields: settingsOf(made, { token: { visibleWhen: null }, query: { required: true } }),
    });
    const copy = await createTemplate(scope, { from: made.code, name: "Look up again", description: "" });
    expect(copy.fields.find(({ key }) => key === "token")?.visibleWhen).toBeNull();
    expect(copy.fields.find(({ key }) => key === "query")?.required).toBe(true);
  });

  test("is refused where it names a field that is not there, or itself by a detour", async () => {
    const made = await lookUpOrder();
    const on = (key: string) => ({ visibleWhen: { key, in: ["x"], not: false } });
    const tries: [Record<string, object>, string[]][] = [
      [{ query: on("nothing") }, ["fields.query"]],
      [{ query: on("headers"), headers: on("query") }, ["fields.query", "fields.headers"]],
      [{ url: on("query") }, ["fields.url"]],
      [{ url: { required: false } }, ["fields.url"]],
    ];
    for (const [change, paths] of tries) {
      const refused = await failure(updateTemplate(scope, made.code, { fields: settingsOf(made, change) }));
      expect(refused.code).toBe("invalid_request");
      expect(refused.paths.sort()).toEqual(paths.sort());
    }
    expect((await getNodeTemplate(scope, made.code)).fields).toEqual(made.fields);
  });
});

describe("the schema policy of a template", () => {
  test("is kept by every graph with its nodes, also where a node says it may do more", async () => {
    const closed = { add: false, remove: false, rename: false };
    const made = await createTemplate(scope, { from: "code", name: "Total of an order", description: "" });
    const inputs = [{ name: "order", type: "object" as const, value: "" }];
    await updateTemplate(scope, made.code, {
      schemaPolicy: { inputs: closed, outputs: made.schemaPolicy.outputs },
      presets: { config: {}, inputs },
    });
    const node = newNode(
      catalogue.code,
      { id: "total", name: "Total", position: { x: 0, y: 0 } },
      { templateCode: made.code, inputs },
    );
    const broken = async (nodes: Graph["nodes"]) =>
      (await validateGraph(scope, { ...emptyGraph(), nodes })).problems
        .filter(({ code }) => code === "schema_policy")
        .map(({ field }) => field);
    expect(await broken([node])).toEqual([]);
    const more = { ...node, inputs: [...inputs, { name: "more", type: "any" as const }] };
    expect(await broken([more])).toEqual(["inputs.more"]);
    expect(await broken([{ ...node, inputs: [] }])).toEqual(["inputs.order"]);
    await updateTemplate(scope, made.code, { isActive: false });
    expect(await broken([more])).toEqual(["inputs.more"]);
  });
});

describe("the dictionary", () => {
  test("is changed for every workspace and every template of a type, and upgrades leave it alone", async () => {
    const made = await lookUpOrder();
    await changeConfigField(admin(), "http-request.timeoutMs", { label: "Patience", default: 5000 });
    await seedTemplates();
    for (const [who, code] of [
      [scope, made.code],
      [other, "http-request"],
    ] as const) {
      const view = await getNodeTemplate(who, code);
      expect(view.fields.find(({ key }) => key === "timeoutMs")).toMatchObject({ label: "Patience", default: 5000 });
      expect(view.initial.config.timeoutMs).toBe(5000);
    }
    const listed = (await listConfigFields(scope)).items.find(({ fieldKey }) => fieldKey === "http-request.timeoutMs");
    expect(listed).toMatchObject({ isChanged: true, default: 5000, productDefault: 30000, label: "Patience" });
    expect(listed?.usedBy).toEqual(["http-request", made.code]);
    await changeConfigField(admin(), "http-request.timeoutMs", { label: null, default: null });
    const back = (await getNodeTemplate(scope, made.code)).fields.find(({ key }) => key === "timeoutMs");
    expect(back).toMatchObject({ label: null, default: 30000 });
  });

  test("refuses defaults that do not fit and fields that it does not have", async () => {
    const refused = await failure(changeConfigField(admin(), "http-request.timeoutMs", { default: "soon" }));
    expect(refused).toEqual({ code: "invalid_request", paths: ["presets.config.timeoutMs"] });
    expect((await failure(changeConfigField(admin(), "http-request.nothing", { label: "x" }))).code).toBe("not_found");
  });

  test("is for administrators of the installation, templates for those who may manage them", async () => {
    const program = await makeProgram();
    await asSystem((tx) => tx.update(apiKeys).set({ permissions: ["workflow.edit", "workflow.view"] }));
    const answers = [
      await program.call(postTemplate, { body: { from: "llm", name: "Mine" } }),
      await program.call(getConfigFields),
      await program.call(patchConfigField, { params: { fieldKey: "llm.temperature" }, body: { label: "x" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});
