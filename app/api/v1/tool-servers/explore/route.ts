import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { exploreServer } from "@/lib/tool-servers/commands/explore-server";
import * as contract from "@/lib/tool-servers/contract";

export const POST = handle(contract.exploreToolServer, ({ body }) => exploreServer(body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
