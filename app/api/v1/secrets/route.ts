import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createSecret, listSecrets } from "@/lib/secrets/commands";
import * as contract from "@/lib/secrets/contract";

export const GET = handle(contract.listSecrets, ({ scope }) => listSecrets(scope));

export const POST = handle(contract.createSecret, ({ scope, body }) => createSecret(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
