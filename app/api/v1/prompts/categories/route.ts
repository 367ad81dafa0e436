import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/prompts/contract";
import { listPromptCategories } from "@/lib/prompts/queries";

export const GET = handle(contract.listPromptCategories, ({ scope }) => listPromptCategories(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
