// Where a provider is reached. Knows no client.

import type { ProviderAccess } from "./access";

/** Where each kind is found when no address is given. */
const ownAddresses: Partial<Record<ProviderAccess["kind"], string>> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
  ollama: "http://127.0.0.1:11434",
};

/** The address of a provider without a slash at its end; null when none is known. */
export function addressOf(provider: Pick<ProviderAccess, "kind" | "baseUrl">): string | null {
  return (provider.baseUrl ?? ownAddresses[provider.kind] ?? null)?.replace(/\/+$/, "") ?? null;
}

/** The host of a provider's address, for telling people; empty when it has none. */
export function hostOf(provider: Pick<ProviderAccess, "kind" | "baseUrl">): string {
  const address = addressOf(provider);
  return address !== null && URL.canParse(address) ? new URL(address).host : "";
}
