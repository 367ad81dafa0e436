// Seals and opens what a provider's row keeps secret: its key and the values of its headers. The place of a seal names
// the row, so that an envelope copied into another provider doesn't open. Server only.

import type { ProviderAccess } from "../ai/access";
import type { Vault } from "../vault/make-vault";
import { hintOfKey } from "./provider-rules";

export interface SealedColumns {
  apiKey: string | null;
  apiKeyHint: string | null;
  headers: string | null;
}

const keyPlace = (providerId: string) => `model_providers.api_key:${providerId}`;
const furtherKeyPlace = (keyId: string) => `model_keys.api_key:${keyId}`;
const headersPlace = (providerId: string) => `model_providers.headers:${providerId}`;

/** The columns of a key. */
export function sealKey(
  vault: Vault,
  providerId: string,
  key: string | null,
): Pick<SealedColumns, "apiKey" | "apiKeyHint"> {
  if (key === null) return { apiKey: null, apiKeyHint: null };
  return { apiKey: vault.seal(key, keyPlace(providerId)), apiKeyHint: hintOfKey(key) };
}

/** The columns of a further key, which has a row of its own. */
export function sealFurtherKey(vault: Vault, keyId: string, key: string): { apiKey: string; apiKeyHint: string } {
  return { apiKey: vault.seal(key, furtherKeyPlace(keyId)), apiKeyHint: hintOfKey(key) };
}

/** A further key in the open. */
export function openFurtherKey(vault: Vault, keyId: string, sealed: string): string {
  return vault.open(sealed, furtherKeyPlace(keyId));
}

/** Seals a further key anew with the present key of the vault; null where nothing has to be written. */
export function rewrapFurtherKey(vault: Vault, keyId: string, sealed: string): string | null {
  return vault.isStale(sealed) ? vault.rewrap(sealed, furtherKeyPlace(keyId)) : null;
}

/** The column of further headers. */
export function sealHeaders(
  vault: Vault,
  providerId: string,
  headers: Record<string, string>,
): Pick<SealedColumns, "headers"> {
  if (Object.keys(headers).length === 0) return { headers: null };
  return { headers: vault.seal(JSON.stringify(headers), headersPlace(providerId)) };
}

/** The secrets of a row in the open. */
export function openSecrets(
  vault: Vault,
  providerId: string,
  sealed: Pick<SealedColumns, "apiKey" | "headers">,
): Pick<ProviderAccess, "apiKey" | "headers"> {
  return {
    apiKey: sealed.apiKey === null ? null : vault.open(sealed.apiKey, keyPlace(providerId)),
    headers: sealed.headers === null ? {} : JSON.parse(vault.open(sealed.headers, headersPlace(providerId))),
  };
}

/** Seals a row's secrets anew with the present key of the vault; null where nothing has to be written. */
export function rewrapSecrets(
  vault: Vault,
  providerId: string,
  sealed: Pick<SealedColumns, "apiKey" | "headers">,
): Pick<SealedColumns, "apiKey" | "headers"> | null {
  const stale = [sealed.apiKey, sealed.headers].some((envelope) => envelope !== null && vault.isStale(envelope));
  if (!stale) return null;
  return {
    apiKey: sealed.apiKey === null ? null : vault.rewrap(sealed.apiKey, keyPlace(providerId)),
    headers: sealed.headers === null ? null : vault.rewrap(sealed.headers, headersPlace(providerId)),
  };
}
