// Names made fit for addresses. Pure.

/** A name as lower-case words joined by hyphens, at most `max` signs; `otherwise` where nothing of it can be kept. */
export function slugOf(name: string, otherwise: string, max = 50): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = words.replace(/^-+/, "").slice(0, max).replace(/-+$/, "");
  return slug.length >= 2 ? slug : otherwise;
}
