// How parser and evaluator leave their recursion; never seen outside of this folder, where errors are values.

import type { ExpressionError, ExpressionErrorCode, Outcome } from "./ast";

export class ExpressionFault extends Error {
  override readonly name = "ExpressionFault";
  readonly error: ExpressionError;
  constructor(code: ExpressionErrorCode, at: number, params?: Record<string, string | number>) {
    super(code);
    this.error = params === undefined ? { code, at } : { code, at, params };
  }
}

/** Runs `body` and gives its value, or the coded error it stopped with. */
export function outcomeOf<T>(body: () => T): Outcome<T> {
  try {
    return { ok: true, value: body() };
  } catch (error) {
    if (error instanceof ExpressionFault) return { ok: false, error: error.error };
    throw error;
  }
}
