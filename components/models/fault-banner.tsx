"use client";
// What a check or a listing found wrong, in the reader's language.

import { useMemo } from "react";
import type { Fault } from "@/lib/models/contract";
import { AppError } from "@/lib/shared/errors";
import { ErrorBanner } from "../ui/error-state";

export function FaultBanner({ fault, className }: { fault: Fault; className?: string }) {
  const error = useMemo(() => new AppError(fault.code, fault.message, { params: fault.params }), [fault]);
  return <ErrorBanner error={error} {...(className ? { className } : {})} />;
}
