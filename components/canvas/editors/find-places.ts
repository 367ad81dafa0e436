// Where `{{ … }}` stands in a text that is being edited; braces behind a backslash are text, as where templates are
// read. Pure.

/** With the backslashes before it, of which an odd number keeps the braces as text. */
const braces = /(\\*)\{\{([^{}]*)\}\}/g;

export interface Place {
  from: number;
  to: number;
  /** What stands between the braces. */
  inner: string;
}

/** Every place of a text, in its order. */
export function findPlaces(text: string): Place[] {
  return [...text.matchAll(braces)].flatMap((match) => {
    const [whole, slashes = "", inner = ""] = match;
    if (slashes.length % 2 === 1) return [];
    return [{ from: match.index + slashes.length, to: match.index + whole.length, inner }];
  });
}

/** The place that a text ends with; undefined where it ends otherwise. */
export function placeAtEnd(text: string): Place | undefined {
  const last = findPlaces(text).at(-1);
  return last?.to === text.length ? last : undefined;
}
