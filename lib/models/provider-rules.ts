// What each kind of provider needs to be told, and the hosts that many people use, ready to pick. Pure, loaded by the
// browser.

import type { ProviderKind } from "../shared/statuses";

export type AddableKind = Exclude<ProviderKind, "builtin">;

export interface ProviderPreset {
  id: string;
  kind: AddableKind;
  /** A proper name, the same in every language; null for presets whose name is a word. */
  name: string | null;
  baseUrl: string | null;
  /** Whether it answers only with a key. */
  needsKey: boolean;
  /** Runs on one's own machines, so that the list of private addresses has to allow it. */
  isLocal: boolean;
  /** Where a model's id is typed in because the host can't list what it has. */
  example?: string;
}

export const presets: readonly ProviderPreset[] = [
  { id: "openai", kind: "openai", name: "OpenAI", baseUrl: null, needsKey: true, isLocal: false },
  { id: "anthropic", kind: "anthropic", name: "Anthropic", baseUrl: null, needsKey: true, isLocal: false },
  { id: "google", kind: "google", name: "Google Gemini", baseUrl: null, needsKey: true, isLocal: false },
  {
    id: "azure",
    kind: "azure",
    name: "Azure OpenAI",
    baseUrl: "https://your-resource.openai.azure.com/openai",
    needsKey: true,
    isLocal: false,
    example: "gpt-4o",
  },
  {
    id: "deepseek",
    kind: "openai-compatible",
    name: "DeepSeek",
    baseUrl: "https://api.deepseek.com/v1",
    needsKey: true,
    isLocal: false,
  },
  {
    id: "qwen",
    kind: "openai-compatible",
    name: "Qwen",
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    needsKey: true,
    isLocal: false,
    example: "qwen-plus",
  },
  {
    id: "moonshot",
    kind: "openai-compatible",
    name: "Moonshot",
    baseUrl: "https://api.moonshot.cn/v1",
    needsKey: true,
    isLocal: false,
  },
  {
    id: "zhipu",
    kind: "openai-compatible",
    name: "Zhipu",
    baseUrl: "https://open.bigmodel.cn/api/paas/v4",
    needsKey: true,
    isLocal: false,
    example: "glm-4.6",
  },
  { id: "ollama", kind: "ollama", name: "Ollama", baseUrl: "http://127.0.0.1:11434", needsKey: false, isLocal: true },
  {
    id: "vllm",
    kind: "openai-compatible",
    name: "vLLM",
    baseUrl: "http://127.0.0.1:8000/v1",
    needsKey: false,
    isLocal: true,
  },
  {
    id: "lmstudio",
    kind: "openai-compatible",
    name: "LM Studio",
    baseUrl: "http://127.0.0.1:1234/v1",
    needsKey: false,
    isLocal: true,
  },
  { id: "compatible", kind: "openai-compatible", name: null, baseUrl: "", needsKey: false, isLocal: false },
];

/** Whether a kind has no address of its own, so that one has to be given. */
export function needsBaseUrl(kind: ProviderKind): boolean {
  return kind === "azure" || kind === "openai-compatible";
}

/** What may be shown of a key. */
export function hintOfKey(key: string): string {
  // A short key's last characters would be too much of it.
  return key.length >= 12 ? key.slice(-4) : "";
}

/** Whether two addresses lead to the same server, so that a key kept for one may go to the other. */
export function isSameServer(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || !URL.canParse(a) || !URL.canParse(b)) return false;
  return new URL(a).origin === new URL(b).origin;
}
