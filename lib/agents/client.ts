// What pages ask about agents, as queries and calls. Keys carry the workspace.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation } from "../http/client";
import { archiveAgent, createAgent, getAgent, listAgents, publishAgent, rollBackAgent, updateAgent } from "./contract";

/** The key above all queries of this feature. */
export const agentsKey = (workspace: string) => ["agents", workspace] as const;

/** Agents by keyset pages. */
export function agentsQuery(workspace: string, search: string) {
  return infiniteQueryOptions({
    queryKey: [...agentsKey(workspace), "list", search],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listAgents, {
        query: { ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a picker offers: the hundred agents that were changed last. */
export function agentChoicesQuery(workspace: string) {
  return queryOptions({
    queryKey: [...agentsKey(workspace), "choices"],
    queryFn: async ({ signal }) => (await callOperation(listAgents, { query: { limit: 100 }, signal })).items,
  });
}

/** One agent with its behaviour. */
export function agentQuery(workspace: string, agentId: string) {
  return queryOptions({
    queryKey: [...agentsKey(workspace), "one", agentId],
    queryFn: ({ signal }) => callOperation(getAgent, { params: { agentId }, signal }),
  });
}

export const create = (body: CallInput<typeof createAgent>["body"]) => callOperation(createAgent, { body });
export const update = (agentId: string, body: CallInput<typeof updateAgent>["body"]) =>
  callOperation(updateAgent, { params: { agentId }, body });
export const archive = (agentId: string) => callOperation(archiveAgent, { params: { agentId } });
export const publish = (agentId: string, body: CallInput<typeof publishAgent>["body"]) =>
  callOperation(publishAgent, { params: { agentId }, body });
export const rollBack = (agentId: string, body: CallInput<typeof rollBackAgent>["body"]) =>
  callOperation(rollBackAgent, { params: { agentId }, body });
