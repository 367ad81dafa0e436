// What the form of a tool holds: texts as they are typed, and the change that they make of it. Pure.

import type { CallInput } from "@/lib/http/client";
import { isJsonObject, type Json, type JsonObject } from "@/lib/shared/json";
import type { ToolView, updateTool } from "@/lib/tools/contract";
import { type HttpConfig, httpConfigSchema } from "@/lib/tools/contract";

export interface ToolDraft {
  displayName: string;
  name: string;
  description: string;
  inputSchema: string;
  readOnly: boolean;
  destructive: boolean;
  approval: ToolView["approval"];
  approvalRule: string;
  timeoutS: string;
  maxOutputLength: string;
  category: string;
  tags: string;
  /** Of an HTTP tool. */
  http: HttpConfig | null;
  bodyJson: string;
  /** Of a code tool. */
  source: string;
}

type Change = CallInput<typeof updateTool>["body"];

const pretty = (value: Json) => JSON.stringify(value, null, 2);

/** What the form begins with. */
export function draftOfTool(tool: ToolView): ToolDraft {
  const http = tool.kind === "http" ? httpConfigSchema.safeParse(tool.config) : null;
  return {
    displayName: tool.displayName,
    name: tool.name,
    description: tool.description,
    inputSchema: pretty(tool.inputSchema as JsonObject),
    readOnly: tool.annotations.readOnlyHint === true,
    destructive: tool.annotations.readOnlyHint !== true && tool.annotations.destructiveHint !== false,
    approval: tool.approval,
    approvalRule: tool.approvalRule ?? "",
    timeoutS: String(tool.timeoutMs / 1_000),
    maxOutputLength: String(tool.maxOutputLength),
    category: tool.category,
    tags: tool.tags.join(", "),
    http: http?.success ? http.data : null,
    bodyJson: http?.success && http.data.bodyJson !== null ? pretty(http.data.bodyJson) : "",
    source: typeof tool.config.source === "string" ? tool.config.source : "",
  };
}

export type DraftFault = "json";

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function configOf(tool: ToolView, draft: ToolDraft): JsonObject | undefined {
  if (tool.kind === "code") return { ...(tool.config as JsonObject), source: draft.source };
  if (!draft.http) return undefined;
  const bodyJson = draft.http.bodyType === "json" ? (parse(draft.bodyJson) ?? null) : draft.http.bodyJson;
  // Rows that nobody filled in are none.
  const rows = (list: HttpConfig["query"]) => list.filter((row) => row.name.trim() !== "" || row.value !== "");
  const { query, headers, bodyForm } = draft.http;
  const filled = { query: rows(query), headers: rows(headers), bodyForm: rows(bodyForm) };
  return { ...(draft.http as unknown as JsonObject), ...filled, bodyJson };
}

const isMine = (tool: ToolView) => tool.kind === "http" || tool.kind === "code" || tool.kind === "openapi";

/** What the draft changes of a tool, or which of its fields are no JSON. */
export function changeOf(
  tool: ToolView,
  draft: ToolDraft,
): { change: Change } | { faults: Record<string, DraftFault> } {
  const faults: Record<string, DraftFault> = {};
  const inputSchema = parse(draft.inputSchema);
  if (!isJsonObject(inputSchema)) faults.inputSchema = "json";
  const isJsonBody = draft.http?.bodyType === "json" && draft.http.method !== "GET";
  if (isJsonBody && parse(draft.bodyJson) === undefined) faults["config.bodyJson"] = "json";
  if (Object.keys(faults).length > 0 || !isJsonObject(inputSchema)) return { faults };
  const { displayName, name, description, approval, category } = draft;
  const config = configOf(tool, draft);
  const settings = {
    ...{ displayName, approval, category },
    approvalRule: approval === "rule" ? draft.approvalRule : null,
    timeoutMs: Math.round(Number(draft.timeoutS) * 1_000),
    maxOutputLength: Number(draft.maxOutputLength),
    tags: draft.tags
      .split(/[,，、]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
  if (!isMine(tool)) return { change: settings };
  const { readOnlyHint: _, destructiveHint: __, ...hints } = tool.annotations;
  const annotations = { ...hints, readOnlyHint: draft.readOnly, destructiveHint: draft.destructive && !draft.readOnly };
  return { change: { ...settings, name, description, inputSchema, annotations, ...(config ? { config } : {}) } };
}
