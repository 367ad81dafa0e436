import { changePassword } from "@/lib/auth/account-commands";
import * as contract from "@/lib/auth/contract";
import { personOf } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.changePassword, async ({ scope: caller, body, request, requestId }) => {
  await changePassword(personOf(caller, request, requestId), body);
  return undefined;
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
