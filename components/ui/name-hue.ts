// A face for those without a picture: the first letters of a name and a hue that is always the same for it.

/** A hue in degrees from a text, the same everywhere and spread over the circle. */
export function hueOf(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return (((hash >>> 0) * 137.508) % 360) | 0;
}

/** One or two letters that stand for a name: initials of words, one character for Chinese, Japanese and Korean. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s·_.-]+/u)
    .filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "?";
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
