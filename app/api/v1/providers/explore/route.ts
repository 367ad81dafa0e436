import { handle } from "@/lib/http/handle";
import { exploreConnection } from "@/lib/models/commands/explore-provider";
import * as contract from "@/lib/models/contract";

export const POST = handle(contract.exploreConnection, ({ body }) => exploreConnection(body.connection));
