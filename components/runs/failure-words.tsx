"use client";
// Why a run or a node failed: what happened and what to do, in the reader's words, with the sentence of whoever threw.

import type { ReactNode } from "react";
import { useMemo } from "react";
import { AppError, isErrorCode } from "@/lib/shared/errors";
import { ErrorBanner } from "../ui/error-state";
import { useErrorWords } from "../ui/error-words";
import type { Failure } from "./node-view";

/** The error that a failure in a log tells of; one whose code this build doesn't know is internal. */
export function errorOf({ code, message, params }: Failure): AppError {
  return new AppError(isErrorCode(code) ? code : "internal", message, { params: params ?? {} });
}

export function FailureWords({ failure, place, action }: { failure: Failure; place?: ReactNode; action?: ReactNode }) {
  const { code, message, params } = failure;
  // The same object while nothing changes: its words are looked up once.
  const error = useMemo(() => errorOf({ code, message, params }), [code, message, params]);
  const words = useErrorWords(error);
  // Where our own words give the particulars, the raw sentence would say them twice.
  const raw = words && !words.detail ? message : null;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <ErrorBanner error={error} action={action} />
      {place || raw ? (
        <p className="break-words px-3 text-ink-3 text-xs">
          {place}
          {place && raw ? " · " : null}
          {raw ? <span className="font-mono text-2xs">{raw}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
