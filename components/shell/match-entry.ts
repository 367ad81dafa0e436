// How well an entry of the palette fits what was typed. Pure.

/** 0 where a typed word stands nowhere in the entry, most where its title begins with what was typed. */
export function matchEntry(title: string, typed: string, keywords: readonly string[] = []): number {
  const wanted = typed.trim().toLowerCase();
  const own = title.toLowerCase();
  const all = [own, ...keywords.map((word) => word.toLowerCase())].join(" ");
  if (!wanted.split(/\s+/).every((word) => all.includes(word))) return 0;
  return own.startsWith(wanted) ? 1 : own.includes(wanted) ? 0.7 : 0.4;
}
