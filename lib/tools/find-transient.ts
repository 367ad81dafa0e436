// Whether a call that failed may go well the next time, and whether its request has surely not left. Pure.

import type { ToolAnswer } from "../nodes/contract";
import type { AppError } from "../shared/errors";
import { isPassingStatus } from "../shared/passing-status";

type Transient = Pick<ToolAnswer, "transient">;

/** What is told of a call that threw. */
export function transientOfFailure({ kind, code, params, isUnsent }: AppError): Transient {
  if (kind !== "transient") return {};
  if (code === "http_status" && typeof params.status === "number" && !isPassingStatus(params.status)) return {};
  return { transient: { isUnsent } };
}

/** What is told of a call that was answered with a status of failure. */
export function transientOfStatus(status: number | undefined): Transient {
  return status !== undefined && isPassingStatus(status) ? { transient: { isUnsent: false } } : {};
}
