// What went wrong with a call that carried secrets, told without them: a failure's sentence and its values quote
// addresses and headers. Knows no kind of call.

import { AppError } from "../shared/errors";
import { masked } from "../vault/mask-values";
import type { RunSecrets } from "./run-secrets";

/**
 * The failure as it may be kept. Where the address itself was made of a secret, any piece of it may be quoted, so
 * nothing is; the cause, which quotes as well, stays behind.
 */
export function maskFailure(error: unknown, secrets: RunSecrets, hidesAddress: boolean): unknown {
  if (!(error instanceof AppError)) return error;
  const hide = (text: string) => (hidesAddress ? masked : String(secrets.mask(text)));
  const params = Object.entries(error.params).map(([name, value]) => [
    name,
    typeof value === "string" ? hide(value) : value,
  ]);
  const message = hidesAddress
    ? "The call failed. Its address holds a secret, so no more is told of it."
    : hide(error.message);
  return new AppError(error.code, message, {
    params: Object.fromEntries(params),
    isUnsent: error.isUnsent,
    details: error.details.map((detail) => ({ ...detail, message: hide(detail.message) })),
  });
}
