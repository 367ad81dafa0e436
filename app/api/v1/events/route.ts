import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { sendEvent } from "@/lib/waits/commands";
import * as contract from "@/lib/waits/contract";

export const POST = handle(contract.sendEvent, ({ scope, body }) => sendEvent(scope, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
