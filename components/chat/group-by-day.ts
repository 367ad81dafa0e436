// Conversations by when something last happened in them, in the words people use for it; the pinned ones apart. Pure.

export const dayGroups = ["pinned", "today", "yesterday", "week", "month", "older"] as const;
export type DayGroup = (typeof dayGroups)[number];

interface Listed {
  pinned: boolean;
  lastActivityAt: string;
}

const day = 24 * 3_600_000;

function groupOf({ pinned, lastActivityAt }: Listed, now: Date): DayGroup {
  if (pinned) return "pinned";
  const at = new Date(lastActivityAt);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const time = at.getTime();
  if (time >= midnight) return "today";
  // Days of 23 hours exist: half a day of slack keeps yesterday yesterday.
  if (time >= new Date(midnight - day / 2).setHours(0, 0, 0, 0)) return "yesterday";
  if (time >= midnight - 7 * day) return "week";
  if (time >= midnight - 30 * day) return "month";
  return "older";
}

/** The groups that have something, in order; the order inside stays. */
export function groupByDay<T extends Listed>(items: readonly T[], now: Date): { group: DayGroup; items: T[] }[] {
  return dayGroups
    .map((group) => ({ group, items: items.filter((item) => groupOf(item, now) === group) }))
    .filter(({ items: found }) => found.length > 0);
}
