// Secrets in a run: resolved texts carry marks, a mark becomes its value only in the call that leaves the house, and a
// value that comes back is masked before it can become an output. Marks can't be guessed, so nothing a person types is one.

import { randomBytes } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { secrets } from "@/db/schema/access";
import { withWorkspace } from "@/db/scope";
import type { Json } from "../shared/json";
import { type MaskText, makeMask, masked } from "../vault/mask-values";
import { ownVault } from "../vault/own-vault";
import { noteSecretUse } from "./note-secret-use";
import { secretPlace } from "./secret-place";

export interface RunSecrets {
  mark(name: string): string | undefined;
  /** The text with every mark replaced by its value. */
  reveal(text: string): string;
  /** The value with every secret and every mark masked: a server may know a secret from an earlier call. */
  mask(value: Json): Json;
}

const noSecrets: RunSecrets = { mark: () => undefined, reveal: (text) => text, mask: (value) => value };

/** Makes the marks of one run for these secrets, by name. */
export function makeRunSecrets(values: ReadonlyMap<string, string>): RunSecrets {
  if (values.size === 0) return noSecrets;
  const nonce = randomBytes(12).toString("hex");
  const pattern = new RegExp(`\\u27e6${nonce}:([A-Za-z0-9_]+)\\u27e7`, "g");
  // Most runs of a graph that names a secret meet it soon, but not all.
  let hide: MaskText | undefined;

  function maskText(text: string): string {
    hide ??= makeMask(values.values());
    return hide(text.includes(nonce) ? text.replace(pattern, masked) : text);
  }

  function mask(value: Json): Json {
    if (typeof value === "string") return maskText(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(mask);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [maskText(key), mask(item)]));
  }

  return {
    mark: (name) => (values.has(name) ? `\u27e6${nonce}:${name}\u27e7` : undefined),
    reveal: (text) => text.replace(pattern, (whole, name: string) => values.get(name) ?? whole),
    mask,
  };
}

/** The values of secrets of a workspace, by name, to be used now; those that are not there are left out. */
export async function readSecrets(workspaceId: string, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: secrets.id, name: secrets.name, value: secrets.value })
      .from(secrets)
      .where(and(eq(secrets.workspaceId, workspaceId), inArray(secrets.name, [...names]))),
  );
  noteSecretUse(rows.map((row) => row.id));
  return new Map(rows.map((row) => [row.name, ownVault().open(row.value, secretPlace(row.id))]));
}

/** Opens the secrets of a workspace that a graph names. */
export async function openSecrets(workspaceId: string, names: readonly string[]): Promise<RunSecrets> {
  return makeRunSecrets(await readSecrets(workspaceId, names));
}
