// A limit as somebody types it: a whole number, or nothing where there is none. Pure.

/** The number of a text; null where it is empty, undefined where it is no whole number from 1 to `most`. */
export function readLimit(text: string, most: number): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  // No exponents, signs or separators: what is typed is what is stored.
  if (!/^\d{1,9}$/.test(typed)) return undefined;
  const limit = Number(typed);
  return limit >= 1 && limit <= most ? limit : undefined;
}
