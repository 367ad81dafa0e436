"use client";
// The text of a prompt against its current version: what was typed stays, also when the page is left or somebody else
// saves a version meanwhile.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { promptQuery } from "@/lib/prompts/client";
import { createPromptVersion, type PromptVersion, type PromptView } from "@/lib/prompts/contract";
import { AppError } from "@/lib/shared/errors";
import { showToast } from "../ui/toast";
import { keepDraft, readKept } from "./kept-draft";
import { contentOf, draftOfVersion, isSameContent, type PromptDraft } from "./prompt-draft";

export type PromptForm = ReturnType<typeof usePromptForm>;

const keepAfterMs = 400;

export function usePromptForm(workspace: string, prompt: PromptView, saidSaved: (number: number) => string) {
  const cache = useQueryClient();
  const { queryKey } = promptQuery(workspace, prompt.id);
  // What the form was filled from; others may save versions meanwhile.
  const [base, setBase] = useState(prompt.current);
  const [draft, setDraft] = useState<PromptDraft>(() => draftOfVersion(prompt.current));
  const [note, setNote] = useState("");
  const [isRead, setRead] = useState(false);
  const [isBack, setBack] = useState(false);
  const isDirty = !isSameContent(draft, draftOfVersion(base));

  const take = (version: PromptVersion) => {
    setBase(version);
    setDraft(draftOfVersion(version));
    setNote("");
    setBack(false);
  };
  // Nothing typed: the form follows what is stored.
  if (!isDirty && prompt.current.number > base.number) {
    setBase(prompt.current);
    setDraft(draftOfVersion(prompt.current));
  }

  useEffect(() => {
    setRead(true);
    const kept = readKept(prompt.id);
    if (!kept) return;
    setDraft(kept.draft);
    setNote(kept.note);
    setBack(true);
    // Whether somebody saved a version since shows by the number alone.
    setBase((now) => (kept.basedOn < now.number ? { ...now, number: kept.basedOn } : now));
  }, [prompt.id]);

  const basedOn = base.number;
  useEffect(() => {
    if (!isRead) return;
    if (!isDirty) {
      keepDraft(prompt.id, null);
      return;
    }
    const keep = () => keepDraft(prompt.id, { basedOn, draft, note });
    const ask = (event: BeforeUnloadEvent) => {
      keep();
      event.preventDefault();
    };
    const timer = setTimeout(keep, keepAfterMs);
    window.addEventListener("beforeunload", ask);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("beforeunload", ask);
      // Leaving for another page of ours asks nothing, so it must lose nothing.
      keep();
    };
  }, [isRead, isDirty, prompt.id, basedOn, draft, note]);

  const saving = useMutation({
    mutationFn: (from: number) => {
      const body = { ...contentOf(draft), note: note.trim(), basedOn: from };
      return callOperation(createPromptVersion, { params: { promptId: prompt.id }, body });
    },
    onSuccess: (version) => {
      cache.setQueryData(queryKey, { ...prompt, currentNumber: version.number, current: version });
      take(version);
      showToast({ tone: "ok", title: saidSaved(version.number) });
    },
    // Also after a refusal: whoever was first is asked for, so that the two can be compared.
    onSettled: () => cache.invalidateQueries({ queryKey: ["prompts", workspace] }),
  });

  return {
    draft,
    setDraft,
    note,
    setNote,
    isDirty,
    /** The number that the text was made from, and the one that it would get. */
    basedOn,
    next: prompt.current.number + 1,
    isConflict: isDirty && prompt.current.number > basedOn,
    isSaving: saving.isPending,
    error: saving.error instanceof AppError && saving.error.code === "conflict" ? null : saving.error,
    /** What is shown was typed at an earlier visit. */
    isBack: isBack && isDirty,
    save: () => saving.mutate(basedOn),
    /** Over what others have saved since, as far as it is known here. */
    saveMine: () => saving.mutate(prompt.current.number),
    discard: () => {
      saving.reset();
      take(prompt.current);
    },
    /** Goes on from another version's text. */
    edit: (version: Pick<PromptVersion, "template" | "variables">) => setDraft(draftOfVersion(version)),
  };
}
