"use client";
// Why a run failed, in one line of a list and in the reader's words.

import { useMemo } from "react";
import { cn } from "../ui/cn";
import { useErrorWords } from "../ui/error-words";
import { errorOf } from "./failure-words";
import type { Failure } from "./node-view";

/** Of these our own words say no more than that something failed: the sentence of whoever threw says what. */
const untold: ReadonlySet<string> = new Set(["node_failed", "code_failed", "internal"]);

export function FailureLine({ failure, className }: { failure: Failure; className?: string }) {
  const error = useMemo(() => errorOf(failure), [failure]);
  const words = useErrorWords(error);
  if (!words) return null;
  const more = words.detail ?? (untold.has(failure.code) ? failure.message : null);
  return <span className={cn("min-w-0 truncate", className)}>{more ? `${words.title} · ${more}` : words.title}</span>;
}
