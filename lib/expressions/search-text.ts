// Searching in text whose time grows with the lengths and not with their product: the engine's own search is quick on
// ordinary text and takes many seconds on a long run of one letter, which anybody can type.

const directProduct = 20_000_000;

/** Whether a text contains another. */
export function includesText(text: string, search: string): boolean {
  if (text.length * search.length <= directProduct) return text.includes(search);
  return !positionsOf(text, search).next().done;
}

/** The pieces between the places where `search` stands, as String.split gives them. */
export function splitText(text: string, search: string): string[] {
  if (search === "" || text.length * search.length <= directProduct) return text.split(search);
  const pieces: string[] = [];
  let from = 0;
  for (const at of positionsOf(text, search)) {
    pieces.push(text.slice(from, at));
    from = at + search.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Knuth, Morris and Pratt: each character of the text is looked at once or twice; matches don't overlap. */
function* positionsOf(text: string, search: string): Generator<number> {
  const fallbacks = new Int32Array(search.length + 1);
  for (let i = 1, matched = 0; i < search.length; i++) {
    while (matched > 0 && search.charCodeAt(i) !== search.charCodeAt(matched)) matched = fallbacks[matched] ?? 0;
    if (search.charCodeAt(i) === search.charCodeAt(matched)) matched += 1;
    fallbacks[i + 1] = matched;
  }
  for (let i = 0, matched = 0; i < text.length; i++) {
    while (matched > 0 && text.charCodeAt(i) !== search.charCodeAt(matched)) matched = fallbacks[matched] ?? 0;
    if (text.charCodeAt(i) === search.charCodeAt(matched)) matched += 1;
    if (matched === search.length) {
      yield i + 1 - search.length;
      matched = 0;
    }
  }
}
