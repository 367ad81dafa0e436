// Answers to the person who asked, with only what a person who talks may see.

import { readWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { accepted, ended, followResponse, startedResponse } from "../runs/respond";
import type { Executing } from "../runs/runtime";
import { cancelRun } from "../runs/start-run";
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

/** The turn when it is answered, a stream of it, or the turn at once with status 202. */
export async function answerTurn(
  scope: Scope,
  { executing, conversationId }: { executing: Executing; conversationId: string },
  respond: "stream" | "blocking" | "async",
  { request, requestId }: { request: Request; requestId: string },
): Promise<(TurnView & { conversationId: string }) | Response> {
  if (respond === "stream") return startedResponse(executing, "chat", conversationId, requestId);
  const { runId } = executing.live;
  if (respond === "blocking") {
    await ended(executing, request.signal);
    return readTurn(scope, conversationId, runId);
  }
  await accepted(executing);
  return Response.json(await readTurn(scope, conversationId, runId), { status: 202 });
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
