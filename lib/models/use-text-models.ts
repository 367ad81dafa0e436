// Embedding and rerank models by the same path as language models: routes, limits, budgets, log. Server only.

import type { ModelAccess } from "../ai/access";
import { type Embedded, embedTexts } from "../ai/embed-texts";
import { type Ranked, rankTexts } from "../ai/rank-texts";
import { estimateTokens, usageOf } from "../ai/usage";
import type { Caller } from "../calls/call-record";
import type { Usage } from "../run-log/events";
import type { AskPorts } from "./ask-model";
import { ownPorts } from "./ask-model";
import { callRouted } from "./call-routed";
import { loadRouting } from "./load-model";
import type { ModelType } from "./read-routing";

interface TextCall {
  /** Null = the workspace's default of the type. */
  modelId: string | null;
  path?: string;
  signal: AbortSignal;
  onNote?(line: string): void;
}

/** Makes a vector of each text. */
export function embed(
  caller: Caller,
  call: TextCall & { texts: readonly string[] },
  given: Partial<AskPorts> = {},
): Promise<Embedded> {
  const ports = { ...ownPorts(), ...given };
  return callTextModel(caller, "embedding", call, call.texts, ports, (model) =>
    embedTexts(model, call.texts, ports.call.fetch, call.signal),
  );
}

/** Orders documents by how well they answer a query. */
export function rerank(
  caller: Caller,
  call: TextCall & { query: string; documents: readonly string[] },
  given: Partial<AskPorts> = {},
): Promise<Ranked> {
  const ports = { ...ownPorts(), ...given };
  return callTextModel(caller, "rerank", call, [call.query, ...call.documents], ports, (model) =>
    rankTexts(model, call.query, call.documents, ports.call.fetch, call.signal),
  );
}

async function callTextModel<T extends { usage: Usage }>(
  caller: Caller,
  type: ModelType,
  call: TextCall,
  texts: readonly string[],
  ports: AskPorts,
  attempt: (model: ModelAccess) => Promise<T>,
): Promise<T> {
  const routing = await ports.patiently(() => loadRouting(caller.workspaceId, call.modelId, type), call.signal);
  const prompt = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
  return callRouted(
    routing,
    {
      caller,
      path: call.path ?? null,
      signal: call.signal,
      estimate: (model) => ({
        tokens: prompt,
        cost: usageOf(model, { prompt, completion: 0, cached: 0 }).cost ?? 0,
      }),
      onNote: (line) => call.onNote?.(line),
      hasBegun: () => false,
      attempt,
      usageOf: ({ usage }) => usage,
      record: () => ({ parameters: () => ({ type, texts: texts.length }) }),
    },
    ports,
  );
}
