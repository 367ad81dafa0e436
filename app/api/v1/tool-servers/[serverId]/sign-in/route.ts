import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { endSignIn, startSignIn } from "@/lib/tool-servers/commands/sign-in";
import * as contract from "@/lib/tool-servers/contract";

export const POST = handle(contract.startToolServerSignIn, ({ scope, params }) => startSignIn(scope, params.serverId));

export const DELETE = handle(contract.endToolServerSignIn, ({ scope, params }) => endSignIn(scope, params.serverId));

export const { GET, OPTIONS, PATCH, PUT } = allowOnly("POST", "DELETE");
