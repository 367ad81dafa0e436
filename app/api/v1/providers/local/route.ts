import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { listLocalProviders } from "@/lib/models/commands/explore-provider";
import * as contract from "@/lib/models/contract";

export const GET = handle(contract.listLocalProviders, () => listLocalProviders());

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
