// What is typed into a list's search field: words to look for, and filters written key:value. Pure; the same text
// stands in the page's address, so a view can be shared.

export interface FilterQuery {
  filters: { key: string; value: string }[];
  text: string;
}

const token = /(\S+?):(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/gu;

/** Reads a search text. Only `keys` make filters; anything else with a colon is a word like any other. */
export function parseFilterQuery(source: string, keys: readonly string[]): FilterQuery {
  const filters: FilterQuery["filters"] = [];
  const words: string[] = [];
  for (const match of source.matchAll(token)) {
    const [whole, key, quoted, plain] = match;
    const value = quoted ?? plain;
    if (key !== undefined && value && keys.includes(key)) {
      if (!filters.some((one) => one.key === key && one.value === value)) filters.push({ key, value });
    } else words.push(whole);
  }
  return { filters, text: words.join(" ") };
}

/** Writes a search text that reads back as the same query. */
export function formatFilterQuery(query: FilterQuery): string {
  const filters = query.filters.map(({ key, value }) =>
    /[\s"]/u.test(value) ? `${key}:"${value.replaceAll('"', "")}"` : `${key}:${value}`,
  );
  return [...filters, query.text.trim()].filter(Boolean).join(" ");
}

/** The values chosen for a key. */
export function valuesOf(query: FilterQuery, key: string): string[] {
  return query.filters.filter((one) => one.key === key).map((one) => one.value);
}

/** The query with a filter added, or unchanged where it is there. A key that takes one value loses its former one. */
export function withFilter(query: FilterQuery, key: string, value: string, single = false): FilterQuery {
  const others = query.filters.filter((one) => one.key !== key || (!single && one.value !== value));
  return { ...query, filters: [...others, { key, value }] };
}

/** The query without the filter at a place. */
export function withoutFilter(query: FilterQuery, index: number): FilterQuery {
  return { ...query, filters: query.filters.filter((_, at) => at !== index) };
}
