// Rows of further keys as the API shows them. The key itself is never part of it. Server only.

import type { modelKeys } from "@/db/schema/models";
import type { Pause } from "./contract";
import type { ModelKeyView } from "./routing-contract";
import { limitsOf } from "./views";

export type KeyRow = typeof modelKeys.$inferSelect;

/** A key as people see it. */
export function viewOfKey(row: KeyRow, pause: Pause | null): ModelKeyView {
  return {
    id: row.id,
    providerId: row.providerId,
    name: row.name,
    keyHint: row.apiKeyHint ?? "",
    weight: row.weight,
    limits: limitsOf(row),
    status: row.status,
    pause,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
