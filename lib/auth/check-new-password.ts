// Refuses a new password that breaks the rules, in the form that every refused input has. Knows no account.

import { AppError } from "../shared/errors";
import { maxPasswordLength, minPasswordLength, type PasswordFault, passwordFault } from "./password-rules";

const sentences: Record<PasswordFault, string> = {
  too_short: `The password needs at least ${minPasswordLength} characters.`,
  too_long: `The password may have at most ${maxPasswordLength} characters.`,
  common: "This password is one of the first that would be guessed.",
  contains_account: "The password is little more than the account's name.",
};

/** Throws `invalid_request` with what is wrong at `password` when a new password breaks the rules. */
export function checkNewPassword(password: string, accountNames: readonly string[]): void {
  const fault = passwordFault(password, accountNames);
  if (!fault) return;
  const message = sentences[fault];
  throw new AppError("invalid_request", message, {
    details: [{ path: "password", code: `password_${fault}`, message }],
  });
}
