import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createProvider } from "@/lib/models/commands/create-provider";
import * as contract from "@/lib/models/contract";
import { listProviders } from "@/lib/models/queries";

export const GET = handle(contract.listProviders, ({ scope, query }) => listProviders(scope, query));

export const POST = handle(contract.createProvider, ({ scope, body }) => createProvider(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
