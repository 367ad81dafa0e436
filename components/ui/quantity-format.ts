// Quantities in the reader's language: how long, how much, how many. Pure.

const formats = new Map<string, Intl.NumberFormat>();

function number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

// English short forms say "sec" and "hr"; people who read runs all day read s and h.
const englishSigns: Record<string, string> = { millisecond: "ms", second: "s", minute: "min", hour: "h" };

function withUnit(value: number, unit: string, locale: string, digits = 0): string {
  const sign = locale.startsWith("en") ? englishSigns[unit] : undefined;
  if (sign) {
    const figures = number(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
    return `${figures}\u00a0${sign}`;
  }
  return number(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A duration with the two units that matter: 38 ms, 1.9 s, 2 min 5 s, 1 h 4 min. */
export function formatDuration(ms: number, locale: string): string {
  const whole = Math.max(0, ms);
  if (whole < 999.5) return withUnit(Math.round(whole), "millisecond", locale);
  if (whole < 9_950) return withUnit(whole / 1000, "second", locale, 1);
  const seconds = Math.round(whole / 1000);
  if (seconds < 60) return withUnit(seconds, "second", locale);
  if (seconds < 3600) {
    const rest = seconds % 60;
    const minutes = withUnit(Math.floor(seconds / 60), "minute", locale);
    return rest === 0 ? minutes : `${minutes} ${withUnit(rest, "second", locale)}`;
  }
  const minutes = Math.round(seconds / 60);
  const rest = minutes % 60;
  const hours = withUnit(Math.floor(minutes / 60), "hour", locale);
  return rest === 0 ? hours : `${hours} ${withUnit(rest, "minute", locale)}`;
}

/** Money with as many digits as it takes to see it: €12.40, $0.031, ¥0.0011. Amounts of the database come as text. */
export function formatMoney(amount: number | string, currency: string, locale: string): string {
  const value = Number(amount);
  const size = Math.abs(value);
  const digits: Intl.NumberFormatOptions =
    size === 0
      ? { maximumFractionDigits: 0 }
      : size >= 1
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { minimumSignificantDigits: 1, maximumSignificantDigits: 2 };
  return number(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits }).format(value);
}

/** A count, shortened from a hundred thousand on: 1,204 and 1.2M. */
export function formatCount(count: number, locale: string): string {
  const short = Math.abs(count) >= 100_000;
  return number(locale, short ? { notation: "compact", maximumFractionDigits: 1 } : {}).format(count);
}

/** A size of data: 812 byte, 1.4 MB. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return withUnit(value, units[unit] ?? "byte", locale, unit > 0 && value < 99.5 ? 1 : 0);
}
