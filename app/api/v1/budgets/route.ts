import { createBudget } from "@/lib/budgets/commands";
import * as contract from "@/lib/budgets/contract";
import { listBudgets } from "@/lib/budgets/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listBudgets, ({ scope }) => listBudgets(scope));

export const POST = handle(contract.createBudget, ({ scope, body }) => createBudget(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
