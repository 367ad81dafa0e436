"use client";
// The form of an agent against what is stored: what was typed stays, also when somebody else changed the agent.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { agentQuery, agentsKey, update } from "@/lib/agents/client";
import type { AgentDetail } from "@/lib/agents/contract";
import { AppError } from "@/lib/shared/errors";
import { type AgentDraft, changesOf, draftOf } from "./agent-draft";

const isConflict = (error: unknown) =>
  error instanceof AppError && (error.code === "revision_conflict" || error.code === "conflict");

export function useAgentForm(workspace: string, agent: AgentDetail) {
  const client = useQueryClient();
  const key = agentQuery(workspace, agent.id).queryKey;
  // What the form was filled from; the stored agent may go on meanwhile.
  const [base, setBase] = useState(agent);
  const [draft, setDraft] = useState<AgentDraft>(() => draftOf(agent));
  const changes = changesOf(draft, base);

  const take = (stored: AgentDetail) => {
    client.setQueryData(key, stored);
    setBase(stored);
    setDraft(draftOf(stored));
  };
  // Nothing typed: the form follows what is stored.
  if (changes === null && (agent.revision !== base.revision || agent.updatedAt !== base.updatedAt)) {
    setBase(agent);
    setDraft(draftOf(agent));
  }

  const saving = useMutation({
    mutationFn: async (over: "theirs" | "mine") => {
      if (changes === null) return base;
      const from =
        over === "mine" ? await client.fetchQuery({ ...agentQuery(workspace, agent.id), staleTime: 0 }) : base;
      return update(agent.id, { ...changes, ...(changes.behaviour ? { baseRevision: from.revision } : {}) });
    },
    onSuccess: (stored) => {
      take(stored);
      void client.invalidateQueries({ queryKey: [...agentsKey(workspace), "list"] });
    },
  });

  return {
    draft,
    setDraft: (next: AgentDraft) => {
      setDraft(next);
      if (saving.error && !isConflict(saving.error)) saving.reset();
    },
    dirty: changes !== null,
    saving: saving.isPending,
    /** Somebody else changed the draft since the form was filled. */
    conflict: isConflict(saving.error),
    nameTaken: saving.error instanceof AppError && saving.error.code === "name_taken",
    error: saving.error,
    save: () => saving.mutateAsync("theirs"),
    saveMine: () => saving.mutateAsync("mine"),
    discard: () => {
      saving.reset();
      setDraft(draftOf(base));
    },
    reload: async () => {
      saving.reset();
      take(await client.fetchQuery({ ...agentQuery(workspace, agent.id), staleTime: 0 }));
    },
  };
}
