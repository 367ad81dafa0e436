// How tools are told apart at a glance: colours of their states, categories that the product knows. Pure.

import type { ToolSummary } from "@/lib/tools/contract";
import type { BadgeTone } from "../ui/badge";

export const statusTones: Readonly<Record<ToolSummary["status"], BadgeTone>> = {
  draft: "plain",
  pending: "warn",
  approved: "ok",
  rejected: "bad",
};

export const knownCategories = ["api", "database", "file_system", "web", "text", "communication", "other"] as const;
export type KnownCategory = (typeof knownCategories)[number];

/** A category of the product's list; null for one that somebody made up. */
export function knownCategoryOf(name: string): KnownCategory | null {
  return knownCategories.find((one) => one === name) ?? null;
}
