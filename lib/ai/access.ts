// What a call of a model needs to know, with every secret opened: lives in memory only, is never sent or logged.
// Knows neither tables nor workspaces.

import type { ParameterSpecs } from "../shared/model-parameters";
import type { ProviderKind } from "../shared/statuses";

export interface ProviderAccess {
  id: string;
  name: string;
  kind: ProviderKind;
  /** Ends without a slash; null = the kind's own address. */
  baseUrl: string | null;
  apiVersion: string | null;
  apiKey: string | null;
  auth: { type: "bearer" | "header" | "none"; header?: string };
  headers: Record<string, string>;
  /** The longest silence that is waited for, before the first token and between tokens. */
  timeoutMs: number;
  /** How often a call that failed before its first token is tried again. */
  retryCount: number;
  /** Changes with every change of the row: what was built from an older one is not used again. */
  revision: string;
}

export interface ModelPrices {
  /** Per million tokens; null = unknown. */
  input: number | null;
  output: number | null;
  cached: number | null;
  currency: string | null;
}

export interface ModelAccess {
  id: string;
  /** What people see. */
  name: string;
  /** What the provider is asked for. */
  modelId: string;
  contextWindow: number | null;
  /** The most tokens that one answer may have. */
  maxTokens: number | null;
  prices: ModelPrices;
  /** What it may be asked with; absent = not known, so nothing is checked. */
  parameters?: ParameterSpecs;
  provider: ProviderAccess;
}
