import { expect, test } from "vitest";
import { connectionSchema, type ProviderView } from "@/lib/models/contract";
import { presets } from "@/lib/models/provider-rules";
import { AppError } from "@/lib/shared/errors";
import {
  type ConnectionDraft,
  changeOf,
  connectionOf,
  draftOfPreset,
  draftOfProvider,
  faultsOfDraft,
  faultsOfError,
} from "./connection-draft";

const compatible = presets.find(({ id }) => id === "deepseek");
if (!compatible) throw new Error("the preset is gone");
const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({ ...draftOfPreset(compatible), ...more });

const kept: ProviderView = {
  id: "01900000-0000-7000-8000-00000000000a",
  name: "Loom",
  kind: "openai-compatible",
  baseUrl: "https://loom.example/v1",
  apiVersion: null,
  auth: { type: "bearer" },
  keyHint: "1234",
  headerNames: [],
  timeoutMs: 120_000,
  retryCount: 2,
  limits: {},
  keyCount: 0,
  pause: null,
  status: "ready",
  lastCheckedAt: null,
  lastFault: null,
  isShared: false,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};

test("every preset's draft lacks nothing but a name or an address, and the contract takes it", () => {
  for (const preset of presets) {
    const start = draftOfPreset(preset);
    const faults = faultsOfDraft(preset.kind, start);
    expect(Object.values(faults).every((fault) => fault === "missing")).toBe(true);
    if (Object.keys(faults).length === 0)
      expect(connectionSchema.safeParse(connectionOf(preset.kind, start)).success).toBe(true);
  }
});

test("names what can't be sent, at its field", () => {
  expect(
    faultsOfDraft(
      "openai-compatible",
      draft({ name: " ", baseUrl: "loom.example", apiKey: "密钥", headers: "no colon", timeoutS: "0", retries: "1.5" }),
    ),
  ).toEqual({
    name: "missing",
    baseUrl: "address",
    apiKey: "key",
    headers: "headers",
    timeoutS: "number",
    retries: "number",
  });
  expect(faultsOfDraft("openai-compatible", draft({ baseUrl: "https://user:key@loom.example" }))).toEqual({
    baseUrl: "address",
  });
});

test("reads headers line by line", () => {
  const { headers, auth } = connectionOf(
    "openai-compatible",
    draft({ headers: "x-org: a: b\n\n x-team :c ", authType: "header", header: " x-key " }),
  );
  expect(headers).toEqual({ "x-org": "a: b", "x-team": "c" });
  expect(auth).toEqual({ type: "header", header: "x-key" });
});

test("an empty key field keeps the key, a ticked box removes it, text replaces it", () => {
  const same = draftOfProvider(kept);
  expect(changeOf("openai-compatible", same)).not.toHaveProperty("apiKey");
  expect(changeOf("openai-compatible", { ...same, removeKey: true })).toMatchObject({ apiKey: null });
  expect(changeOf("openai-compatible", { ...same, apiKey: " sk-new " })).toMatchObject({ apiKey: "sk-new" });
});

test("another server needs the key again, another path does not", () => {
  const moved = (baseUrl: string, more: Partial<ConnectionDraft> = {}) =>
    faultsOfDraft("openai-compatible", { ...draftOfProvider(kept), baseUrl, ...more }, kept);
  expect(moved("https://loom.example/v2")).toEqual({});
  expect(moved("https://elsewhere.example/v1")).toEqual({ apiKey: "enter_again" });
  expect(moved("https://elsewhere.example/v1", { removeKey: true })).toEqual({});
});

test("what the server found is shown at its field", () => {
  const error = new AppError("invalid_request", "no", {
    details: [
      { path: "connection.baseUrl", code: "invalid_format", message: "" },
      { path: "apiKey", code: "enter_again", message: "" },
    ],
  });
  expect(faultsOfError(error)).toEqual({ baseUrl: "address", apiKey: "enter_again" });
  expect(faultsOfError(new AppError("name_taken", "taken"))).toEqual({});
});
