"use client";
// The values of what an agent asks for, in one conversation: those of its last question, and over them what was changed
// since, which the browser keeps until it is sent.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { chatKey } from "@/lib/conversations/client";
import type { TalkerView } from "@/lib/conversations/contract";
import { isJsonObject, type Json, type JsonObject } from "@/lib/shared/json";
import { faultsIn, faultsOf, firstInputs, type InputFaults, inputsToSend } from "../forms/asked-values";
import { keepDraft, readDraft } from "./drafts";

const noFields: TalkerView["inputs"] = [];
const placeOf = (draftKey: string) => `inputs:${draftKey}`;

function readChanges(draftKey: string): JsonObject {
  try {
    const kept: unknown = JSON.parse(readDraft(placeOf(draftKey)) || "{}");
    return isJsonObject(kept) ? kept : {};
  } catch {
    return {};
  }
}

export interface InputsOptions {
  workspace: string;
  /** Under which changes are kept. */
  draftKey: string;
  talker: TalkerView | null;
  /** What the newest question was asked with. */
  kept: Readonly<JsonObject> | null;
  /** Why the last question was refused. */
  refusal: unknown;
}

export function useInputs({ workspace, draftKey, talker, kept, refusal }: InputsOptions) {
  const client = useQueryClient();
  const fields = talker?.inputs ?? noFields;
  const [changes, setChanges] = useState<JsonObject>({});
  const [faults, setFaults] = useState<InputFaults>({});
  const [open, setOpen] = useState(false);
  /** How often something was refused: each time the form leads to the first fault. */
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    setChanges(readChanges(draftKey));
    setFaults({});
  }, [draftKey]);
  const values = useMemo(() => ({ ...firstInputs(fields), ...kept, ...changes }), [fields, kept, changes]);

  const change = (name: string, value: Json) => {
    const next = { ...changes, [name]: value };
    setChanges(next);
    keepDraft(placeOf(draftKey), JSON.stringify(next));
    if (faults[name]) setFaults(({ [name]: _, ...others }) => others);
  };
  const refuse = useCallback((found: InputFaults) => {
    setFaults(found);
    setOpen(true);
    setRefusals((was) => was + 1);
  }, []);
  useEffect(() => {
    const found = faultsOf(refusal);
    if (!found) return;
    refuse(found);
    // The agent may have been published anew and ask for other things since.
    void client.invalidateQueries({ queryKey: [...chatKey(workspace), "talkers"] });
    void client.invalidateQueries({ queryKey: [...chatKey(workspace), "conversation"] });
  }, [refusal, refuse, client, workspace]);
  /** Whether one can ask with these values; where not, the form shows why. */
  const check = (): boolean => {
    const found = faultsIn(fields, values);
    if (Object.keys(found).length === 0) return true;
    refuse(found);
    return false;
  };
  /** They were sent: from now on they are the conversation's own. */
  const settle = () => {
    keepDraft(placeOf(draftKey), "");
    setChanges({});
    setFaults({});
    setOpen(false);
  };
  const toSend = () => inputsToSend(fields, values);
  /** Whether a refusal is told whole by the form. */
  const tells = (error: unknown): boolean => {
    const found = faultsOf(error);
    return found !== null && Object.keys(found).every((name) => fields.some((field) => field.name === name));
  };
  return { fields, values, faults, open, refusals, setOpen, change, check, toSend, settle, tells };
}

export type Inputs = ReturnType<typeof useInputs>;
