"use client";
// Why a run or a node failed: what happened and what to do, in the reader's words, with the sentence of whoever threw.

import type { ReactNode } from "react";
import { useMemo } from "react";
import { AppError, isErrorCode } from "@/lib/shared/errors";
import { ErrorBanner } from "../ui/error-state";
import type { Failure } from "./node-view";

export function FailureWords({ failure, place, action }: { failure: Failure; place?: ReactNode; action?: ReactNode }) {
  const { code, message, params } = failure;
  // The same object while nothing changes: its words are looked up once.
  const error = useMemo(
    () => new AppError(isErrorCode(code) ? code : "internal", message, { params: params ?? {} }),
    [code, message, params],
  );
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <ErrorBanner error={error} action={action} />
      <p className="break-words px-3 text-ink-3 text-xs">
        {place}
        {place ? " · " : null}
        <span className="font-mono text-2xs">{message}</span>
      </p>
    </div>
  );
}
