// Statuses of HTTP that tell of something that may pass by itself. Pure.

const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether asking again later may well get another answer. */
export function isPassingStatus(status: number): boolean {
  return passing.has(status);
}
