import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { modelKeys, modelProviders, models } from "@/db/schema/models";
import { auditLogs } from "@/db/schema/observability";
import { workflowReferences } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import type { CallPorts } from "../ai/call-model";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { builtInModel, builtInProvider } from "../shared/built-in-model";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { makeVault } from "../vault/make-vault";
import { ownVault } from "../vault/own-vault";
import { createModel, deleteModel, updateModel } from "./commands/change-models";
import { checkConnection, checkProvider } from "./commands/check-provider";
import { createProvider, type NewProvider } from "./commands/create-provider";
import { deleteProvider } from "./commands/delete-provider";
import { exploreConnection, listLocalProviders, listOfferedModels } from "./commands/explore-provider";
import { rewrapProviders } from "./commands/rewrap-providers";
import { updateProvider } from "./commands/update-provider";
import { createProvider as createOperation } from "./contract";
import { forgetModels, loadModel } from "./load-model";
import { getModel, getProvider, listModelIds, listModels, listProviders } from "./queries";
import { openFurtherKey, sealFurtherKey, sealKey } from "./seal-provider";

setTestEnvironment();
const earlierSecret = "an-earlier-secret-key-of-more-than-32-characters";
process.env.WEFT_PREVIOUS_SECRET_KEYS = earlierSecret;
provideDatabase();

const key = "sk-the-key-that-must-never-be-seen-7Qx9";
const ports: CallPorts = { fetch: globalThis.fetch, sleep: async () => {}, random: () => 0 };
const makeScope = async () => scopeOf(await make.workspace(), await make.user());
let server: ModelServer;
let scope: Scope;
let other: Scope;

beforeAll(async () => {
  server = await startModelServer({ apiKey: key, models: ["warp", "weft", "text-embedding-x"] });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.reset();
  forgetModels();
  scope = await makeScope();
  other = await makeScope();
});

const body = (more: Partial<Record<keyof NewProvider, unknown>> = {}) =>
  createOperation.body?.parse({
    name: "Loom",
    kind: "openai-compatible",
    baseUrl: server.url,
    apiKey: key,
    models: [{ modelId: "warp", inputPrice: 1, outputPrice: 2 }],
    ...more,
  }) as NewProvider;

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.code : `no AppError: ${error}`;
}

async function firstModel(of: Scope) {
  const { items } = await listModels(of, { limit: 100 });
  const model = items.find(({ isShared }) => !isShared);
  if (!model) throw new Error("no model");
  return model;
}

describe("a key", () => {
  test("never comes out: not in answers, not in the row, not in the audit log, not in failures", async () => {
    const provider = await createProvider(scope, body({ headers: { "x-org": "org-secret-value" } }));
    await updateProvider(scope, provider.id, { name: "Other" });
    const shown = [
      provider,
      await getProvider(scope, provider.id),
      await listProviders(scope, { limit: 10 }),
      await listModels(scope, { limit: 10 }),
      await checkProvider(scope, provider.id, "fault-key", ports),
      await listOfferedModels(scope, provider.id, globalThis.fetch),
      await asSystem((tx) => tx.select().from(modelProviders)),
      await asSystem((tx) => tx.select().from(auditLogs)),
    ];
    expect(JSON.stringify(shown)).not.toContain("must-never-be-seen");
    expect(JSON.stringify(shown)).not.toContain("org-secret-value");
    expect(provider).toMatchObject({ keyHint: "7Qx9", headerNames: ["x-org"] });
  });

  test("is what the provider gets", async () => {
    const provider = await createProvider(scope, body());
    const check = await checkProvider(scope, provider.id, undefined, ports);
    expect(check).toMatchObject({ ok: true, fault: null, modelId: "warp" });
    expect(server.requests[0]?.authorization).toBe(`Bearer ${key}`);
  });

  test("stays when it is not mentioned, goes with null", async () => {
    const provider = await createProvider(scope, body());
    expect((await updateProvider(scope, provider.id, { timeoutMs: 5000 })).keyHint).toBe("7Qx9");
    expect((await updateProvider(scope, provider.id, { apiKey: null })).keyHint).toBeNull();
  });

  test("never goes to another server than the one it was entered for", async () => {
    const provider = await createProvider(scope, body({ headers: { "x-org": "o" } }));
    const elsewhere = { baseUrl: "https://elsewhere.example/v1" };
    const refused = updateProvider(scope, provider.id, elsewhere);
    await expect(refused).rejects.toMatchObject({
      code: "invalid_request",
      details: [{ path: "apiKey" }, { path: "headers" }],
    });
    expect(await codeOf(updateProvider(scope, provider.id, { ...elsewhere, apiKey: "sk-a-new-one-1234" }))).toBe(
      "invalid_request",
    );
    const moved = await updateProvider(scope, provider.id, { ...elsewhere, apiKey: null, headers: {} });
    expect(moved).toMatchObject({ baseUrl: "https://elsewhere.example/v1", keyHint: null, headerNames: [] });
  });

  test("may stay when only the path of the address changes", async () => {
    const provider = await createProvider(scope, body());
    const moved = await updateProvider(scope, provider.id, { baseUrl: server.url.replace("/v1", "/v2") });
    expect(moved.keyHint).toBe("7Qx9");
  });

  test("of another row does not open here", async () => {
    const [mine, theirs] = [await createProvider(scope, body()), await createProvider(other, body())];
    await asSystem(async (tx) => {
      const [row] = await tx.select().from(modelProviders).where(eq(modelProviders.id, theirs.id));
      await tx
        .update(modelProviders)
        .set({ apiKey: row?.apiKey ?? null })
        .where(eq(modelProviders.id, mine.id));
    });
    forgetModels();
    expect(await codeOf(loadModel(scope.workspaceId, null))).toBe("provider_key_rejected");
    expect((await checkProvider(scope, mine.id, undefined, ports)).fault?.message).toContain("Enter it again");
  });
});

describe("after the installation's secret key was changed", () => {
  async function sealWith(secret: string) {
    const { id } = await createProvider(scope, body({ name: `Sealed ${secret.slice(0, 6)}` }));
    await asSystem((tx) =>
      tx
        .update(modelProviders)
        .set(sealKey(makeVault(secret), id, key))
        .where(eq(modelProviders.id, id)),
    );
    return id;
  }

  test("keys sealed with the earlier one work, and are sealed anew on demand, once", async () => {
    const id = await sealWith(earlierSecret);
    expect((await checkProvider(scope, id, undefined, ports)).ok).toBe(true);
    expect(await rewrapProviders()).toEqual({ sealedAnew: 1, lost: [] });
    expect(await rewrapProviders()).toEqual({ sealedAnew: 0, lost: [] });
    expect((await checkProvider(scope, id, undefined, ports)).ok).toBe(true);
  });

  test("further keys of a provider are sealed anew too, so that the earlier one is needed no more", async () => {
    const { id: providerId } = await createProvider(scope, body());
    const id = newId();
    const { workspaceId } = scope;
    const sealed = sealFurtherKey(makeVault(earlierSecret), id, key);
    await asSystem((tx) => tx.insert(modelKeys).values({ id, workspaceId, providerId, name: "Second", ...sealed }));
    expect(await rewrapProviders()).toEqual({ sealedAnew: 1, lost: [] });
    expect(await rewrapProviders()).toEqual({ sealedAnew: 0, lost: [] });
    const [row] = await asSystem((tx) => tx.select().from(modelKeys).where(eq(modelKeys.id, id)));
    expect(ownVault().isStale(row?.apiKey ?? "")).toBe(false);
    expect(openFurtherKey(ownVault(), id, row?.apiKey ?? "")).toBe(key);
  });

  test("keys that nothing opens are named, and the others are sealed anew all the same", async () => {
    const lost = await sealWith("forgotten-secret-key-of-more-than-32-chars");
    await sealWith(earlierSecret);
    expect(await rewrapProviders()).toEqual({ sealedAnew: 1, lost: ["Sealed forgot"] });
    await deleteProvider(scope, lost);
  });
});

describe("a workspace", () => {
  test("sees its own and the installation's providers, and no other's", async () => {
    const mine = await createProvider(scope, body());
    await createProvider(other, body());
    const { items } = await listProviders(scope, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([builtInProvider.id, mine.id]);
    expect(await listModelIds(scope)).toHaveLength(2);
  });

  test("gets 404 for everything of another", async () => {
    const theirs = await createProvider(other, body());
    const model = await firstModel(other);
    const tries = [
      getProvider(scope, theirs.id),
      updateProvider(scope, theirs.id, { name: "Mine now" }),
      deleteProvider(scope, theirs.id),
      checkProvider(scope, theirs.id, undefined, ports),
      listOfferedModels(scope, theirs.id, globalThis.fetch),
      getModel(scope, model.id),
      updateModel(scope, model.id, { name: "Mine now" }),
      deleteModel(scope, model.id),
      createModel(scope, { providerId: theirs.id, modelId: "weft", type: "chat", isDefault: false }),
    ];
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(["not_found"]));
    expect(await codeOf(loadModel(scope.workspaceId, model.id))).toBe("model_missing");
    expect(server.requests).toHaveLength(0);
  });

  test("can't change what belongs to the installation", async () => {
    expect(await codeOf(updateProvider(scope, builtInProvider.id, { name: "x" }))).toBe("not_found");
    expect(await codeOf(deleteProvider(scope, builtInProvider.id))).toBe("not_found");
    expect(await codeOf(updateModel(scope, builtInModel.id, { name: "x" }))).toBe("forbidden");
    expect(await codeOf(deleteModel(scope, builtInModel.id))).toBe("forbidden");
  });

  test("has each name once, whatever the case; another may use it too", async () => {
    await createProvider(scope, body());
    expect(await codeOf(createProvider(scope, body({ name: "LOOM" })))).toBe("name_taken");
    expect((await createProvider(other, body({ name: "LOOM" }))).name).toBe("LOOM");
  });
});

describe("the default", () => {
  test("is the built-in model until one is added, then the first one added", async () => {
    expect((await loadModel(scope.workspaceId, null)).provider.kind).toBe("builtin");
    await createProvider(
      scope,
      body({ models: [{ modelId: "text-embedding-x", type: "embedding" }, { modelId: "warp" }, { modelId: "weft" }] }),
    );
    expect((await loadModel(scope.workspaceId, null)).modelId).toBe("warp");
  });

  test("moves to another model, and never is two", async () => {
    await createProvider(scope, body({ models: [{ modelId: "warp" }, { modelId: "weft" }] }));
    const { items } = await listModels(scope, { limit: 10, search: "weft" });
    await updateModel(scope, items[0]?.id ?? "", { isDefault: true });
    const all = (await listModels(scope, { limit: 10 })).items.filter(({ isShared }) => !isShared);
    expect(all.map(({ modelId, isDefault }) => [modelId, isDefault])).toEqual([
      ["warp", false],
      ["weft", true],
    ]);
    expect((await loadModel(scope.workspaceId, null)).modelId).toBe("weft");
  });

  test("is given up by a model that is switched off", async () => {
    await createProvider(scope, body({ models: [{ modelId: "warp" }, { modelId: "weft" }] }));
    const model = await firstModel(scope);
    expect(await updateModel(scope, model.id, { status: "disabled" })).toMatchObject({ isDefault: false });
    expect(await codeOf(updateModel(scope, model.id, { isDefault: true }))).toBe("invalid_request");
    expect((await loadModel(scope.workspaceId, null)).modelId).toBe("weft");
    expect(await codeOf(loadModel(scope.workspaceId, model.id))).toBe("model_missing");
  });
});

describe("removing", () => {
  async function use(model: { id: string }, versionId: string | null, workflowId: string) {
    await asSystem((tx) =>
      tx.insert(workflowReferences).values({
        workspaceId: scope.workspaceId,
        workflowId,
        versionId,
        nodeId: "llm",
        kind: "model",
        targetId: model.id,
      }),
    );
  }

  test("is refused while a draft uses it, and says which", async () => {
    const provider = await createProvider(scope, body());
    const model = await firstModel(scope);
    const workflow = await make.workflow({ workspaceId: scope.workspaceId, name: "Support triage" });
    await use(model, null, workflow.id);
    for (const work of [() => deleteModel(scope, model.id), () => deleteProvider(scope, provider.id)]) {
      await expect(work()).rejects.toMatchObject({
        code: "in_use",
        message: expect.stringContaining("“Support triage”"),
        extra: { uses: [{ workflowId: workflow.id, name: "Support triage", agentId: null }] },
      });
    }
    await asSystem((tx) => tx.delete(workflowReferences));
    await deleteProvider(scope, provider.id);
    expect(await asSystem((tx) => tx.select().from(models).where(eq(models.id, model.id)))).toEqual([]);
  });

  test("is not stopped by a version that is no longer live", async () => {
    await createProvider(scope, body());
    const model = await firstModel(scope);
    const workflow = await make.workflow({ workspaceId: scope.workspaceId });
    const version = await make.version({ workspaceId: scope.workspaceId, workflowId: workflow.id });
    await use(model, version.id, workflow.id);
    await deleteModel(scope, model.id);
    expect(await codeOf(getModel(scope, model.id))).toBe("not_found");
  });
});

describe("a check", () => {
  test("notes what came of it, in words, and a good one wipes the bad", async () => {
    const provider = await createProvider(scope, body());
    await checkProvider(scope, provider.id, "fault-model", ports);
    expect(await getProvider(scope, provider.id)).toMatchObject({
      status: "failing",
      lastFault: { code: "model_not_found", params: { provider: "Loom", model: "fault-model" } },
    });
    await checkProvider(scope, provider.id, undefined, ports);
    expect(await getProvider(scope, provider.id)).toMatchObject({ status: "ready", lastFault: null });
    await updateProvider(scope, provider.id, { apiKey: "sk-some-other-key" });
    expect(await getProvider(scope, provider.id)).toMatchObject({ status: "unchecked", lastFault: null });
    expect((await checkProvider(scope, provider.id, undefined, ports)).fault?.code).toBe("provider_key_rejected");
  });

  test("works before anything is saved", async () => {
    const { name, kind, baseUrl, apiVersion, auth, apiKey, headers } = body();
    if (kind !== "openai-compatible") throw new Error("unexpected");
    const connection = { name, kind, baseUrl, apiVersion, auth, apiKey, headers };
    expect(await checkConnection(connection, "warp", ports)).toMatchObject({ ok: true, modelId: "warp" });
    const offer = await exploreConnection(connection, globalThis.fetch);
    expect(offer.items.map(({ modelId, type }) => [modelId, type])).toEqual([
      ["text-embedding-x", "embedding"],
      ["warp", "chat"],
      ["weft", "chat"],
    ]);
    expect((await exploreConnection({ ...connection, apiKey: "sk-wrong" }, globalThis.fetch)).fault?.code).toBe(
      "provider_key_rejected",
    );
    expect((await listProviders(scope, { limit: 10 })).items).toHaveLength(1);
  });

  test("of a provider without models says so", async () => {
    const provider = await createProvider(scope, body({ models: [] }));
    expect((await checkProvider(scope, provider.id, undefined, ports)).fault?.code).toBe("model_missing");
  });

  test("goes by the guarded way: a private address is refused unless it is allowed", async () => {
    const provider = await createProvider(scope, body());
    const check = await checkProvider(scope, provider.id, undefined);
    expect(check.fault?.code).toBe("address_blocked");
    expect(server.requests).toHaveLength(0);
    expect((await listLocalProviders()).items).toMatchObject([{ kind: "ollama", allowed: false, answers: false }]);
  });
});

describe("what the provider offers", () => {
  test("is marked where it was added", async () => {
    const provider = await createProvider(scope, body());
    const { items } = await listOfferedModels(scope, provider.id, globalThis.fetch);
    expect(items.filter(({ added }) => added).map(({ modelId }) => modelId)).toEqual(["warp"]);
  });
});

describe("a loaded model", () => {
  test("carries prices, the opened key and its provider's limits", async () => {
    await createProvider(scope, body({ timeoutMs: 9000, retryCount: 1 }));
    expect(await loadModel(scope.workspaceId, null)).toMatchObject({
      modelId: "warp",
      prices: { input: 1, output: 2, cached: null, currency: "USD" },
      provider: { apiKey: key, timeoutMs: 9000, retryCount: 1, baseUrl: server.url },
    });
  });

  test("is kept, until something changes here", async () => {
    const provider = await createProvider(scope, body());
    const before = await loadModel(scope.workspaceId, null);
    expect(await loadModel(scope.workspaceId, null)).toBe(before);
    await updateProvider(scope, provider.id, { apiKey: "sk-a-new-key-abcd" });
    expect((await loadModel(scope.workspaceId, null)).provider.apiKey).toBe("sk-a-new-key-abcd");
  });

  test("follows a change made by another process within seconds", async () => {
    const provider = await createProvider(scope, body());
    await loadModel(scope.workspaceId, null);
    await asSystem((tx) =>
      tx.update(modelProviders).set({ timeoutMs: 1234 }).where(eq(modelProviders.id, provider.id)),
    );
    const timeout = async () => (await loadModel(scope.workspaceId, null)).provider.timeoutMs;
    await expect.poll(timeout, { timeout: 4500, interval: 200 }).toBe(1234);
  });

  test("is refused while its provider is switched off", async () => {
    const provider = await createProvider(scope, body());
    const model = await firstModel(scope);
    await updateProvider(scope, provider.id, { status: "disabled" });
    expect(await codeOf(loadModel(scope.workspaceId, model.id))).toBe("model_missing");
    expect((await loadModel(scope.workspaceId, null)).provider.kind).toBe("builtin");
  });

  test("that nobody has is missing, whatever is asked for", async () => {
    for (const id of ["", "x", "0190a000-0000-7000-8000-00000000dead", "'; drop table models; --"]) {
      expect(await codeOf(loadModel(scope.workspaceId, id))).toBe("model_missing");
    }
  });
});

test("lists go on where the page before ended", async () => {
  await createProvider(scope, body({ models: [{ modelId: "a" }, { modelId: "b" }, { modelId: "c" }] }));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listModels(scope, { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ modelId }) => modelId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(["fixed-rules", "a", "b", "c"]);
  expect(await codeOf(listModels(scope, { limit: 2, cursor: "no-cursor" }))).toBe("invalid_request");
});

test("a search takes its words literally", async () => {
  await createProvider(scope, body({ models: [{ modelId: "100%_sure" }, { modelId: "100 sure" }] }));
  const found = await listModels(scope, { limit: 10, search: "%_" });
  expect(found.items.map(({ modelId }) => modelId)).toEqual(["100%_sure"]);
});

test("a model is renamed with its provider, so that its name stays its own", async () => {
  const provider = await createProvider(scope, body());
  await updateProvider(scope, provider.id, { name: "Spindle" });
  const rows = await asSystem((tx) =>
    tx.select({ name: models.name }).from(models).where(eq(models.providerId, provider.id)),
  );
  expect(rows).toEqual([{ name: "Spindle/warp" }]);
});
