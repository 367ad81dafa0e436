// Makes one small real call and says what failed, in words. A check of a saved provider is noted in its row. Server only.

import { and, asc, desc, eq } from "drizzle-orm";
import { modelProviders, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import type { ModelAccess } from "../../ai/access";
import { type CallPorts, callLanguageModel } from "../../ai/call-model";
import type { Scope } from "../../auth/scope";
import { AppError, toAppError } from "../../shared/errors";
import type { Check, Connection, Fault } from "../contract";
import { openConnection, openProvider, unsavedModel } from "../open-access";
import { callPorts } from "../provider-fetch";
import { findProvider } from "../queries";

const limits = { firstMs: 30_000, idleMs: 15_000, totalMs: 45_000 };
const shownLength = 200;

/** Checks a connection that is not saved yet. */
export async function checkConnection(
  connection: Connection,
  modelId: string,
  ports: CallPorts = callPorts,
): Promise<Check> {
  return callOnce(unsavedModel(modelId, openConnection(connection)), ports);
}

/** Checks a saved provider with a model of it, its first one where none is named, and notes what came of it. */
export async function checkProvider(
  scope: Scope,
  providerId: string,
  modelId: string | undefined,
  ports: CallPorts = callPorts,
): Promise<Check> {
  const { row, first } = await withWorkspace(scope.workspaceId, async (tx) => ({
    row: await findProvider(tx, scope, providerId),
    first: await tx
      .select({ modelId: models.modelId })
      .from(models)
      .where(and(eq(models.providerId, providerId), eq(models.type, "chat")))
      .orderBy(desc(models.isDefault), asc(models.id))
      .limit(1),
  }));
  const asked = modelId ?? first[0]?.modelId;
  const check = asked === undefined ? failed(noModel(), null, 0) : await callSaved(row, asked, ports);
  if (row.workspaceId !== null) {
    await withWorkspace(scope.workspaceId, (tx) =>
      tx
        .update(modelProviders)
        .set({
          ...(row.status === "disabled" ? {} : { status: check.ok ? ("ready" as const) : ("failing" as const) }),
          lastCheckedAt: new Date(),
          lastError: check.fault ? JSON.stringify(check.fault) : null,
          // The connection is the same: what runs keep of it stays good.
          updatedAt: row.updatedAt,
        })
        .where(and(eq(modelProviders.id, providerId), eq(modelProviders.workspaceId, scope.workspaceId))),
    );
  }
  return check;
}

async function callSaved(row: Parameters<typeof openProvider>[0], modelId: string, ports: CallPorts): Promise<Check> {
  try {
    const provider = { ...openProvider(row), retryCount: 0 };
    return await callOnce(unsavedModel(modelId, provider), ports);
  } catch (error) {
    return failed(error, modelId, 0);
  }
}

async function callOnce(model: ModelAccess, ports: CallPorts): Promise<Check> {
  const start = performance.now();
  let firstTokenMs: number | null = null;
  const heard = () => {
    firstTokenMs ??= Math.round(performance.now() - start);
  };
  try {
    const { text } = await callLanguageModel(
      model,
      {
        modelId: model.id,
        system: null,
        messages: [{ role: "user", content: "Answer with the one word: ok" }],
        parameters: { maxTokens: 200 },
        signal: new AbortController().signal,
        onText: heard,
        onThought: heard,
      },
      { ...ports, limits },
    );
    const totalMs = Math.round(performance.now() - start);
    return { ok: true, fault: null, modelId: model.modelId, answer: text.slice(0, shownLength), firstTokenMs, totalMs };
  } catch (error) {
    return failed(error, model.modelId, Math.round(performance.now() - start));
  }
}

function failed(error: unknown, modelId: string | null, totalMs: number): Check {
  return { ok: false, fault: faultOf(error), modelId, answer: null, firstTokenMs: null, totalMs };
}

/** A failure as the API tells it. */
export function faultOf(error: unknown): Fault {
  const { code, message, params } = toAppError(error);
  return { code, message, params };
}

function noModel(): AppError {
  return new AppError("model_missing", "The provider has no chat model yet. Add one, then test it.");
}
