import { updateCallLogSettings } from "@/lib/calls/commands";
import * as contract from "@/lib/calls/contract";
import { getCallLogSettings } from "@/lib/calls/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getCallLogSettings, ({ scope }) => getCallLogSettings(scope));

export const PATCH = handle(contract.updateCallLogSettings, ({ scope, body }) => updateCallLogSettings(scope, body));

export const { DELETE, OPTIONS, POST, PUT } = allowOnly("GET", "PATCH");
