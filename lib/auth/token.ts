// Random tokens and what is kept of them. A token is seen once by its holder; the database has its SHA-256 only,
// which needs no salt because the token itself carries 256 random bits.

import { createHash, randomBytes } from "node:crypto";

/** A new token of 256 random bits, safe in addresses and headers. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token, and what it is looked up by. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

const keyPrefix = "weft_";
const keyPattern = /^weft_[A-Za-z0-9_-]{43}$/;

/** A new API key with its hash and the beginning that lists show. */
export function newApiKey(): { key: string; hash: string; prefix: string } {
  const key = keyPrefix + newToken();
  return { key, hash: hashToken(key), prefix: key.slice(0, keyPrefix.length + 6) };
}

/** Whether a text has the form of an API key; keeps nonsense away from the database. */
export function isApiKey(text: string): boolean {
  return keyPattern.test(text);
}
