// Keeps keys out of words: providers like to quote the key they refuse. Knows no provider.

import { makeMask, masked } from "../vault/mask-values";
import type { ProviderAccess } from "./access";

const maxDetail = 300;
/** Header names whose value is worth hiding. */
const looksLikeKey = /\b(?:sk|pk|rk|key|AIza|ghp|xai|gsk)[-_][\w-]{8,}|\bAIza[\w-]{20,}|\bBearer\s+[^\s"']{8,}/g;

/** One line of at most 300 characters of what a provider said, without the key or the values of its headers. */
export function redactDetail(detail: string, provider: Pick<ProviderAccess, "apiKey" | "headers">): string {
  const hide = makeMask([provider.apiKey ?? "", ...Object.values(provider.headers)]);
  const text = hide(detail).replace(looksLikeKey, masked).replace(/\s+/g, " ").trim();
  return text.length > maxDetail ? `${text.slice(0, maxDetail - 1)}…` : text;
}
