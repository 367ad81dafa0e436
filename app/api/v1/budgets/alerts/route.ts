import * as contract from "@/lib/budgets/contract";
import { listBudgetAlerts } from "@/lib/budgets/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listBudgetAlerts, ({ scope }) => listBudgetAlerts(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
