// Answers to the person who asked, with only what a person who talks may see.

import { readWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { cancelRun } from "../runs/cancel-run";
import { accepted, ended, followResponse, startedResponse } from "../runs/respond";
import type { Executing } from "../runs/runtime";
import { storableText } from "../shared/json";
import type { TurnView } from "./contract";
import { requireTurn, type TurnRow, turnOf } from "./queries";
import { turnsStatement } from "./turns-statement";

async function readTurn(
  scope: Scope,
  conversationId: string,
  runId: string,
): Promise<TurnView & { conversationId: string }> {
  const rows = await readWorkspace(scope.workspaceId, (client) =>
    turnsStatement<TurnRow[]>(client, conversationId, null, 20),
  );
  const row = rows.find((turn) => turn.id === runId);
  if (!row) throw new Error("a run that was just accepted is not in its conversation");
  return { ...turnOf(row), conversationId };
}

/** The turn as it is stored, without reading what this process has just written; null where it goes on elsewhere. */
function turnOfExecuting({ live, started }: Executing): TurnView | null {
  if (!started || live.released) return null;
  const { spec } = started;
  const { status, response, error, endedAt, totals } = live.state;
  const createdAt = spec.createdAt.toISOString();
  return {
    id: spec.id,
    previousRunId: spec.previousRunId,
    // It is stored as running from the first.
    status: status === "pending" ? "running" : status,
    query: spec.query,
    response: response === "" ? null : storableText(response),
    errorCode: status === "failed" ? (error?.code ?? null) : null,
    totalTokens: totals ? totals.promptTokens + totals.completionTokens : 0,
    createdAt,
    startedAt: createdAt,
    finishedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  };
}

/** The turn when it is answered or waits for somebody (then with status 202), a stream of it, or the turn at once with status 202. */
export async function answerTurn(
  scope: Scope,
  { executing, conversationId }: { executing: Executing; conversationId: string },
  respond: "stream" | "blocking" | "async",
  { request, requestId }: { request: Request; requestId: string },
): Promise<(TurnView & { conversationId: string }) | Response> {
  if (respond === "stream") return startedResponse(executing, "chat", conversationId, requestId);
  const view = async () => {
    const turn = turnOfExecuting(executing);
    return turn ? { ...turn, conversationId } : readTurn(scope, conversationId, executing.live.runId);
  };
  if (respond === "blocking") {
    const isAnswered = await ended(executing, request.signal);
    return isAnswered ? view() : Response.json(await view(), { status: 202 });
  }
  await accepted(executing);
  return Response.json(await view(), { status: 202 });
}

/** A stream of one's own turn. */
export async function followTurn(
  scope: Scope,
  turn: { conversationId: string; runId: string },
  lastEventId: string | null,
): Promise<Response> {
  await requireTurn(scope, turn.conversationId, turn.runId);
  return followResponse(turn.runId, "chat", lastEventId);
}

/** Stops one's own turn; what was said so far stays. */
export async function stopTurn(scope: Scope, turn: { conversationId: string; runId: string }) {
  await requireTurn(scope, turn.conversationId, turn.runId);
  return cancelRun(scope, turn.runId);
}
