// Gives a conversation its title after the first exchange: a few words by the model that answered. Until then, and
// where no language model did, the beginning of the question stands in. Nobody waits for it, and nothing depends on it.

import { and, eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { withWorkspace } from "@/db/scope";
import type { Caller } from "../calls/call-record";
import { log } from "../log";
import { askModel } from "../models/ask-model";
import { loadModel } from "../models/load-model";
import type { Executing } from "../runs/runtime";
import { storableText } from "../shared/json";

const timeoutMs = 20_000;
const maxLength = 60;
/** How much of question and answer the model reads. */
const excerpt = 2_000;

const instructions =
  "Give this conversation a title of two to six words, in the language of the question. " +
  "Answer with the title alone, without quotes and without a full stop.";

/** The title in what a model wrote; null where it wrote something else. */
export function readTitle(text: string): string | null {
  const line =
    text
      .trim()
      .split("\n")[0]
      ?.replace(/^["'“”「『«#*\s]+|["'“”」』»*.。\s]+$/g, "") ?? "";
  return line === "" || Array.from(line).length > maxLength ? null : storableText(line);
}

/** What the title costs counts for whoever asked. */
function callerOf(started: Executing["started"], { id, workspaceId }: { id: string; workspaceId: string }): Caller {
  const { workflowId = null, agentId = null, userId = null, id: runId = null } = started?.spec ?? {};
  return { workspaceId, runId, workflowId, agentId, agentName: null, conversationId: id, userId };
}

/** Waits for the run's end and titles its conversation, unless somebody has renamed it meanwhile. */
export async function titleConversation(
  executing: Executing,
  conversation: { id: string; workspaceId: string; firstTitle: string; query: string },
): Promise<void> {
  try {
    await executing.done;
    const { state } = executing.live;
    const answered = [...state.nodes.values()].find((node) => node.usage?.modelId);
    if (state.status !== "succeeded" || !answered?.usage?.modelId) return;
    const model = await loadModel(conversation.workspaceId, answered.usage.modelId);
    if (model.provider.kind === "builtin") return;
    const answer = await askModel(callerOf(executing.started, conversation), {
      modelId: answered.usage.modelId,
      system: instructions,
      messages: [
        {
          role: "user",
          content: `Question:\n${conversation.query.slice(0, excerpt)}\n\nAnswer:\n${state.response.slice(0, excerpt)}`,
        },
      ],
      parameters: { maxTokens: 40 },
      signal: AbortSignal.timeout(timeoutMs),
      onText: () => undefined,
      onThought: () => undefined,
    });
    const title = readTitle(answer.text);
    if (!title) return;
    await withWorkspace(conversation.workspaceId, (tx) =>
      tx
        .update(conversations)
        .set({ title })
        .where(and(eq(conversations.id, conversation.id), eq(conversations.title, conversation.firstTitle))),
    );
  } catch (error) {
    log.info({ err: error, conversationId: conversation.id }, "a conversation keeps its first title");
  }
}
