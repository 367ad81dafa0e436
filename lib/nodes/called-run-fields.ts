// What the forms of nodes that start runs ask for, and what such nodes give. Loaded by the browser; what runs them is
// elsewhere.

import { z } from "zod";
import type { Field } from "../graph/schema";
import type { ConfigField, RunCall } from "./contract";

const versions = ["production", "number", "draft"] as const;

export const versionShape = {
  version: z.enum(versions).optional(),
  versionNumber: z.number().int().min(1).max(1_000_000).optional(),
};

export const versionFields: readonly ConfigField[] = [
  { key: "version", control: "select", group: "behaviour", default: "production", options: versions },
  {
    key: "versionNumber",
    control: "number",
    group: "behaviour",
    required: true,
    default: 1,
    min: 1,
    max: 1_000_000,
    step: 1,
    visibleWhen: { key: "version", in: ["number"] },
  },
];

interface VersionConfig {
  version?: (typeof versions)[number] | undefined;
  versionNumber?: number | undefined;
}

/** The version that a config names. */
export function versionOf({ version = "production", versionNumber = 1 }: VersionConfig): RunCall["version"] {
  return version === "number" ? versionNumber : version;
}

export const calledRunOutputs: Field[] = [
  { name: "outputs", type: "object", isSystem: true },
  { name: "response", type: "string", isSystem: true },
  { name: "run_id", type: "string", isSystem: true },
];
