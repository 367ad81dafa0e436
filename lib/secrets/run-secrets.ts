// Secrets in a run: resolved texts carry marks, a mark becomes its value only in the call that leaves the house, and a
// value that comes back is masked before it can become an output. Marks can't be guessed, so nothing a person types is one.

import { randomBytes } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { secrets } from "@/db/schema/access";
import { withWorkspace } from "@/db/scope";
import type { Json } from "../shared/json";
import { ownVault } from "../vault/own-vault";
import { secretPlace } from "./secret-place";

/** What stands in a log where a secret's value was. */
export const masked = "••••••";
/** Shorter values are too likely to occur by chance. */
const minMaskedLength = 4;

export interface RunSecrets {
  mark(name: string): string | undefined;
  /** The text with every mark replaced by its value. */
  reveal(text: string): string;
  /** The value with every secret that was revealed, and every mark, masked. */
  mask(value: Json): Json;
}

const noSecrets: RunSecrets = { mark: () => undefined, reveal: (text) => text, mask: (value) => value };

/** A value as it is and as servers may give it back: escaped in JSON, in an address, or as Base64. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
}

/** Makes the marks of one run for these secrets, by name. */
export function makeRunSecrets(values: ReadonlyMap<string, string>): RunSecrets {
  if (values.size === 0) return noSecrets;
  const nonce = randomBytes(12).toString("hex");
  const pattern = new RegExp(`\\u27e6${nonce}:([A-Za-z0-9_]+)\\u27e7`, "g");
  /** The longest first, so that nothing is left of one that contains another. */
  let revealed: string[] = [];

  function noteRevealed(value: string): void {
    if (value.length < minMaskedLength || revealed.includes(value)) return;
    revealed = [...new Set([...revealed, ...formsOf(value)])].sort((a, b) => b.length - a.length);
  }

  function maskText(text: string): string {
    let result = text.includes(nonce) ? text.replace(pattern, masked) : text;
    for (const value of revealed) if (result.includes(value)) result = result.replaceAll(value, masked);
    return result;
  }

  function mask(value: Json): Json {
    if (typeof value === "string") return maskText(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(mask);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [maskText(key), mask(item)]));
  }

  return {
    mark: (name) => (values.has(name) ? `\u27e6${nonce}:${name}\u27e7` : undefined),
    reveal: (text) =>
      text.replace(pattern, (whole, name: string) => {
        const value = values.get(name);
        if (value === undefined) return whole;
        noteRevealed(value);
        return value;
      }),
    mask,
  };
}

/** Opens the secrets of a workspace that a graph names. */
export async function openSecrets(workspaceId: string, names: readonly string[]): Promise<RunSecrets> {
  if (names.length === 0) return noSecrets;
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: secrets.id, name: secrets.name, value: secrets.value })
      .from(secrets)
      .where(and(eq(secrets.workspaceId, workspaceId), inArray(secrets.name, [...names]))),
  );
  return makeRunSecrets(new Map(rows.map((row) => [row.name, ownVault().open(row.value, secretPlace(row.id))])));
}
