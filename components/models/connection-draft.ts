// What is typed into the form of a provider, as text, and how it becomes what the API takes. Pure.

import type { Messages } from "@/lib/i18n/namespaces";
import type { Connection, ProviderView } from "@/lib/models/contract";
import { type AddableKind, isSameServer, needsBaseUrl, type ProviderPreset } from "@/lib/models/provider-rules";
import { AppError } from "@/lib/shared/errors";

export interface ConnectionDraft {
  name: string;
  baseUrl: string;
  apiKey: string;
  removeKey: boolean;
  apiVersion: string;
  authType: "bearer" | "header" | "none";
  header: string;
  headers: string;
  timeoutS: string;
  retries: string;
}

export type DraftField = keyof ConnectionDraft;
export type DraftFault = keyof Messages["models"]["faults"] | "enter_again";
export type DraftFaults = Partial<Record<DraftField, DraftFault>>;

/** The draft that a preset begins with. */
export function draftOfPreset(preset: ProviderPreset): ConnectionDraft {
  return { ...blank, name: preset.name ?? "", baseUrl: preset.baseUrl ?? "" };
}

const blank: ConnectionDraft = {
  name: "",
  baseUrl: "",
  apiKey: "",
  removeKey: false,
  apiVersion: "",
  authType: "bearer",
  header: "",
  headers: "",
  timeoutS: "120",
  retries: "2",
};

/** The draft that editing a provider begins with. */
export function draftOfProvider(provider: ProviderView): ConnectionDraft {
  return {
    ...blank,
    name: provider.name,
    baseUrl: provider.baseUrl ?? "",
    apiVersion: provider.apiVersion ?? "",
    authType: provider.auth.type,
    header: provider.auth.header ?? "",
    timeoutS: String(provider.timeoutMs / 1000),
    retries: String(provider.retryCount),
  };
}

/** What is wrong with a draft; `kept` is the provider that it changes. */
export function faultsOfDraft(kind: AddableKind, draft: ConnectionDraft, kept?: ProviderView): DraftFaults {
  const faults: DraftFaults = {};
  const address = draft.baseUrl.trim();
  if (draft.name.trim() === "") faults.name = "missing";
  if (address === "" && needsBaseUrl(kind)) faults.baseUrl = "missing";
  if (address !== "" && !/^https?:\/\/[^\s@]+$/i.test(address)) faults.baseUrl = "address";
  if (draft.apiKey.trim() !== "" && !/^[\x21-\x7e]+$/.test(draft.apiKey.trim())) faults.apiKey = "key";
  if (draft.authType === "header" && draft.header.trim() === "") faults.header = "missing";
  if (readHeaders(draft.headers) === null) faults.headers = "headers";
  if (!isBetween(draft.timeoutS, 1, 900)) faults.timeoutS = "number";
  if (!isBetween(draft.retries, 0, 5) || !Number.isInteger(Number(draft.retries))) faults.retries = "number";
  const isElsewhere = kept && !faults.baseUrl && !isSameServer(kept.baseUrl, address || null);
  if (isElsewhere && kept.keyHint !== null && draft.apiKey.trim() === "" && !draft.removeKey)
    faults.apiKey = "enter_again";
  if (isElsewhere && kept.headerNames.length > 0 && draft.headers.trim() === "") faults.headers = "enter_again";
  return faults;
}

/** A draft without faults as a connection. */
export function connectionOf(kind: AddableKind, draft: ConnectionDraft): Required<Connection> {
  return {
    kind,
    name: draft.name.trim(),
    baseUrl: draft.baseUrl.trim() || null,
    apiVersion: draft.apiVersion.trim() || null,
    auth: authOf(draft),
    apiKey: draft.apiKey.trim() || null,
    headers: readHeaders(draft.headers) ?? {},
  };
}

/** A draft without faults as the change of a provider; key and headers that were left empty stay as they are. */
export function changeOf(kind: AddableKind, draft: ConnectionDraft) {
  const { name, baseUrl, apiVersion, auth, apiKey, headers } = connectionOf(kind, draft);
  return {
    name,
    baseUrl,
    apiVersion,
    auth,
    ...(draft.removeKey ? { apiKey: null } : apiKey === null ? {} : { apiKey }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...limitsOf(draft),
  };
}

/** The limits of a draft without faults. */
export function limitsOf(draft: ConnectionDraft): { timeoutMs: number; retryCount: number } {
  return { timeoutMs: Math.round(Number(draft.timeoutS) * 1000), retryCount: Number(draft.retries) };
}

/** The faults that the server found in fields of a draft. */
export function faultsOfError(error: unknown): DraftFaults {
  if (!(error instanceof AppError)) return {};
  if (error.code === "name_taken") return {};
  const faults: DraftFaults = {};
  for (const { path, code } of error.details) {
    const field = path.replace(/^connection\./, "").split(".")[0] ?? "";
    if (code === "enter_again" && (field === "apiKey" || field === "headers")) faults[field] = "enter_again";
    else if (field === "baseUrl") faults.baseUrl = "address";
    else if (field === "apiKey") faults.apiKey = "key";
    else if (field === "headers") faults.headers = "headers";
    else if (field === "name" || field === "apiVersion") faults[field] = "other";
    else if (field === "auth") faults.header = "other";
  }
  return faults;
}

function authOf(draft: ConnectionDraft): Connection["auth"] {
  return draft.authType === "header" ? { type: "header", header: draft.header.trim() } : { type: draft.authType };
}

function isBetween(text: string, least: number, most: number): boolean {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && value >= least && value <= most;
}

/** Reads lines of "Name: value"; null when one is none. */
function readHeaders(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const match = /^\s*([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100})\s*:\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) return null;
    headers[match[1]] = match[2] ?? "";
  }
  return headers;
}
