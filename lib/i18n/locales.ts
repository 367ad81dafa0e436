// The languages Weft speaks and how one is chosen for a reader. Pure: knows neither cookies nor Next.

export const locales = ["en", "zh-CN", "zh-TW"] as const;
export type Locale = (typeof locales)[number];
const defaultLocale: Locale = "en";

/** Each language in its own words, for the menu that offers them. */
export const localeNames: Record<Locale, string> = { en: "English", "zh-CN": "简体中文", "zh-TW": "繁體中文" };

/** Whether a text names a language we have. */
export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

function matchTag(tag: string): Locale | undefined {
  const parts = tag.toLowerCase().split("-");
  if (parts[0] === "en") return "en";
  if (parts[0] !== "zh") return undefined;
  if (parts.includes("hans")) return "zh-CN";
  return parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-TW" : "zh-CN";
}

/** The language that suits an Accept-Language header best; English where none does. */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wishes = (acceptLanguage ?? "")
    .split(",")
    .map((entry, order) => {
      const [tag = "", ...options] = entry.trim().split(";");
      const weight = options.map((option) => /^\s*q=([\d.]+)\s*$/.exec(option)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), order };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  for (const wish of wishes) {
    const locale = matchTag(wish.tag);
    if (locale) return locale;
  }
  return defaultLocale;
}
