import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { checkConnection } from "@/lib/models/commands/check-provider";
import * as contract from "@/lib/models/contract";

export const POST = handle(contract.checkConnection, ({ body }) => checkConnection(body.connection, body.modelId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
