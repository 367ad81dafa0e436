import { deleteBudget, updateBudget } from "@/lib/budgets/commands";
import * as contract from "@/lib/budgets/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const PATCH = handle(contract.updateBudget, ({ scope, params, body }) =>
  updateBudget(scope, params.budgetId, body),
);

export const DELETE = handle(contract.deleteBudget, async ({ scope, params }) => {
  await deleteBudget(scope, params.budgetId);
  return undefined;
});

export const { GET, OPTIONS, POST, PUT } = allowOnly("PATCH", "DELETE");
