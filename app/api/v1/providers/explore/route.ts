import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { exploreConnection } from "@/lib/models/commands/explore-provider";
import * as contract from "@/lib/models/contract";

export const POST = handle(contract.exploreConnection, ({ body }) => exploreConnection(body.connection));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
