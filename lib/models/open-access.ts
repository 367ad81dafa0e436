// Turns rows and drafts into what a call needs, with the secrets opened. What it gives stays in memory. Server only.

import type { ModelAccess, ProviderAccess } from "../ai/access";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { VaultError } from "../vault/make-vault";
import { ownVault } from "../vault/own-vault";
import type { Connection } from "./contract";
import { parametersOfModel } from "./parameter-preset-rules";
import { openSecrets } from "./seal-provider";
import { authOf, type ModelRow, type ProviderRow } from "./views";

type ProviderColumns = Pick<
  ProviderRow,
  | "id"
  | "name"
  | "kind"
  | "baseUrl"
  | "apiVersion"
  | "auth"
  | "apiKey"
  | "headers"
  | "timeoutMs"
  | "retryCount"
  | "updatedAt"
>;
type ModelColumns = Pick<
  ModelRow,
  | "id"
  | "displayName"
  | "modelId"
  | "contextWindow"
  | "maxTokens"
  | "inputPrice"
  | "outputPrice"
  | "cachedPrice"
  | "currency"
  | "type"
  | "capabilities"
  | "parameters"
>;

/** A saved provider, opened; throws `provider_key_rejected` when its key can't be opened here. */
export function openProvider(row: ProviderColumns): ProviderAccess {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    baseUrl: row.baseUrl,
    apiVersion: row.apiVersion,
    ...secretsOf(row),
    auth: authOf(row),
    timeoutMs: row.timeoutMs,
    retryCount: row.retryCount,
    revision: row.updatedAt.toISOString(),
  };
}

function secretsOf(row: ProviderColumns): Pick<ProviderAccess, "apiKey" | "headers"> {
  try {
    return openSecrets(ownVault(), row.id, row);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    const message = `The key of ${row.name} was sealed with another secret key of the installation. Enter it again.`;
    throw new AppError("provider_key_rejected", message, { cause, params: { provider: row.name } });
  }
}

/** A saved model of an opened provider. */
export function openModel(row: ModelColumns, provider: ProviderAccess): ModelAccess {
  return {
    id: row.id,
    name: row.displayName,
    modelId: row.modelId,
    contextWindow: row.contextWindow,
    maxTokens: row.maxTokens,
    prices: { input: row.inputPrice, output: row.outputPrice, cached: row.cachedPrice, currency: row.currency },
    parameters: parametersOfModel({ ...row, providerKind: provider.kind }),
    provider,
  };
}

/** A provider that is only typed in so far. */
export function openConnection(connection: Connection): ProviderAccess {
  const { name, kind, baseUrl, apiVersion, apiKey, headers, auth } = connection;
  return {
    // A new id each time: nothing built on it is found again.
    id: newId(),
    name,
    kind,
    baseUrl,
    apiVersion,
    apiKey,
    headers,
    auth,
    timeoutMs: 30_000,
    retryCount: 0,
    revision: "draft",
  };
}

/** A model that is known by its provider's id alone. */
export function unsavedModel(modelId: string, provider: ProviderAccess): ModelAccess {
  const prices = { input: null, output: null, cached: null, currency: null };
  return { id: "", name: modelId, modelId, contextWindow: null, maxTokens: null, prices, provider };
}
