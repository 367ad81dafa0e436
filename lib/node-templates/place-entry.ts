// Where an entry of the palette goes when it is moved: between two numbers, and all anew where there is none. Pure.

export interface Placed {
  code: string;
  sortOrder: number;
}

const step = 100;

/** The entries whose number has to change so that `code` stands before or after `other`; they come in their order. */
export function placeEntry(
  entries: readonly Placed[],
  code: string,
  { place, other }: { place: "before" | "after"; other: string },
): Placed[] {
  if (code === other) return [];
  const rest = entries.filter((entry) => entry.code !== code);
  const at = rest.findIndex((entry) => entry.code === other) + (place === "after" ? 1 : 0);
  const [left, right] = [rest[at - 1]?.sortOrder, rest[at]?.sortOrder];
  if (left === undefined) return [{ code, sortOrder: (right ?? step) - step }];
  if (right === undefined) return [{ code, sortOrder: left + step }];
  const middle = Math.floor((left + right) / 2);
  if (middle > left && middle < right) return [{ code, sortOrder: middle }];
  const all = rest.toSpliced(at, 0, { code, sortOrder: Number.NaN });
  return all
    .map((entry, index) => ({ entry, sortOrder: (index + 1) * step }))
    .filter(({ entry, sortOrder }) => entry.sortOrder !== sortOrder)
    .map(({ entry, sortOrder }) => ({ code: entry.code, sortOrder }));
}
