// An amount as somebody types it: digits with a point, and commas only between thousands. Pure.

/** Commas stand before each three digits; anywhere else they could as well be meant as a point. */
const grouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/;
const plain = /^(\d+\.?\d*|\.\d+)$/;

/** The number of a text; undefined where it is none, or could be read in two ways, as `1,5` could. */
export function readAmount(text: string): number | undefined {
  const typed = text.trim();
  if (!grouped.test(typed) && !plain.test(typed)) return undefined;
  const value = Number(typed.replaceAll(",", ""));
  return Number.isFinite(value) ? value : undefined;
}
