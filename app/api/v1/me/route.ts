import { updateAccount } from "@/lib/auth/account-commands";
import { getAccount } from "@/lib/auth/account-queries";
import { keepChoices } from "@/lib/auth/browser-session";
import * as contract from "@/lib/auth/contract";
import { personOf } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getAccount, ({ scope: caller }) => getAccount(caller.userId));

export const PATCH = handle(contract.updateAccount, async ({ scope: caller, body, request, requestId }) => {
  const account = await updateAccount(personOf(caller, request, requestId).userId, body);
  await keepChoices(body.preferences ?? {});
  return account;
});

export const { DELETE, OPTIONS, POST, PUT } = allowOnly("GET", "PATCH");
