// The currencies that prices and budgets are offered in.

import type { SelectOption } from "../ui/select";

const currencies = ["USD", "CNY", "EUR", "TWD", "HKD", "JPY", "GBP"];

/** The usual ones, with that which is set first where it is another. */
export function currencyOptions(current: string): SelectOption[] {
  return [...new Set([current, ...currencies])].map((value) => ({ value, label: value }));
}
