// Moments as text with plain fields: YYYY, MM, DD, HH, mm, ss. Knows no language and no locale.

const maxFormatters = 50;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The moment of a Unix time in milliseconds or of an ISO 8601 text; null where it is none. */
export function readMoment(value: string | number): number | null {
  if (typeof value === "string" && !/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{5,18}(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value)) {
    return null;
  }
  // A text without a zone is meant in UTC, so that the result doesn't depend on the machine.
  const text = typeof value === "string" && /[T ][\d:.]+$/.test(value) ? `${value.replace(" ", "T")}Z` : value;
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? null : time;
}

/** Writes a moment with the fields of `format` in a time zone; null where the zone is unknown. */
export function formatMoment(time: number, format: string, zone: string): string | null {
  const formatter = formatterOf(zone);
  if (formatter === null) return null;
  const parts = new Map(formatter.formatToParts(time).map((part) => [part.type, part.value]));
  const fields: Record<string, string> = {
    YYYY: (parts.get("year") ?? "").padStart(4, "0"),
    MM: parts.get("month") ?? "",
    DD: parts.get("day") ?? "",
    HH: parts.get("hour") ?? "",
    mm: parts.get("minute") ?? "",
    ss: parts.get("second") ?? "",
  };
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (field) => fields[field] ?? field);
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  if (!/^[A-Za-z0-9_+\-/]{1,64}$/.test(zone)) return null;
  try {
    const two = "2-digit";
    const formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    if (formatters.size >= maxFormatters) formatters.clear();
    formatters.set(zone, formatter);
    return formatter;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
