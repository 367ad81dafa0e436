"use client";
// A decision while it is being made: what was written, what is wrong with it, whether it is on its way, why it did not
// arrive. Nothing that was written is given up before it has arrived.

import { useEffect, useMemo, useState } from "react";
import type { SentDecision } from "@/lib/approvals/client";
import type { ApprovalView } from "@/lib/approvals/contract";
import { AppError, type ErrorCode } from "@/lib/shared/errors";
import type { Json } from "@/lib/shared/json";
import { faultsIn, faultsOf, firstInputs, type InputFaults, inputsToSend } from "../forms/asked-values";
import { isWritten, keepWritten, nothingWritten, readWritten, type Written } from "./kept-decision";

export type AskedToolCall = Omit<NonNullable<ApprovalView["toolCall"]>, "toolId">;
export type Outcome = SentDecision["outcome"];
export type Asked = Pick<ApprovalView, "title" | "body" | "form" | "draft" | "status" | "createdAt" | "expiresAt"> & {
  toolCall: AskedToolCall | null;
};

export interface DecisionOptions {
  /** Under which what was written is kept. */
  draftKey: string;
  asked: Asked;
  send: (decision: SentDecision) => Promise<void>;
  /** It is not as it is shown any more: somebody else decided, time ran out, the run ended. */
  onStale: () => void;
}

const settled: readonly ErrorCode[] = ["approval_decided", "approval_expired", "run_ended", "not_waiting"];

/** Who says no need not fill in the rest. */
function faultsFor(outcome: Outcome, faults: InputFaults): InputFaults {
  if (outcome === "approve") return faults;
  return Object.fromEntries(Object.entries(faults).filter(([, code]) => code !== "required"));
}

export function useDecision({ draftKey, asked, send, onStale }: DecisionOptions) {
  const { form, draft } = asked;
  const [written, setWritten] = useState<Written>(nothingWritten);
  const [faults, setFaults] = useState<InputFaults>({});
  const [refusals, setRefusals] = useState(0);
  const [sending, setSending] = useState<Outcome | null>(null);
  const [error, setError] = useState<unknown>(null);
  // What is typed before the page is alive would be gone when it is.
  const [isAlive, setAlive] = useState(false);
  useEffect(() => {
    setWritten(readWritten(draftKey));
    setAlive(true);
  }, [draftKey]);

  const write = (changes: Partial<Written>) => {
    const next = { ...written, ...changes };
    setWritten(next);
    keepWritten(draftKey, next);
  };
  const refuse = (found: InputFaults) => {
    setFaults(found);
    setRefusals((was) => was + 1);
  };
  const values = useMemo(() => ({ ...firstInputs(form), ...written.values }), [form, written.values]);
  const text = written.text ?? draft ?? "";

  const decide = async (outcome: Outcome) => {
    if (sending) return;
    setError(null);
    const found = faultsFor(outcome, faultsIn(form, values));
    if (Object.keys(found).length > 0) return refuse(found);
    setFaults({});
    setSending(outcome);
    try {
      await send({
        outcome,
        values: inputsToSend(form, values),
        ...(draft === null ? {} : { text }),
        comment: written.comment,
      });
      keepWritten(draftKey, nothingWritten);
      setWritten(nothingWritten);
    } catch (thrown) {
      const refused = faultsOf(thrown);
      if (refused && Object.keys(refused).length > 0) refuse(refused);
      else setError(thrown);
      if (thrown instanceof AppError && settled.includes(thrown.code)) onStale();
    } finally {
      setSending(null);
    }
  };

  return {
    isAlive,
    values,
    faults,
    refusals,
    text,
    isTextChanged: draft !== null && text !== draft,
    comment: written.comment,
    written,
    isWritten: isWritten(written),
    sending,
    error,
    changeValue: (name: string, value: Json) => {
      write({ values: { ...written.values, [name]: value } });
      if (faults[name]) setFaults(({ [name]: _, ...others }) => others);
    },
    changeText: (next: string) => write({ text: next === draft ? null : next }),
    changeComment: (comment: string) => write({ comment }),
    discard: () => write(nothingWritten),
    decide,
  };
}

export type DecisionInHand = ReturnType<typeof useDecision>;
