// Headers and environments as people type them: one a line, name and value apart by a mark. Pure.

export interface ReadTexts {
  texts: Record<string, string>;
  /** The first line that can't be read, from 1. */
  faultyLine: number | null;
}

/** Reads lines such as `X-Key: abc` or `NAME=abc`; empty lines are left out. */
export function readTexts(typed: string, mark: ":" | "="): ReadTexts {
  const texts: Record<string, string> = {};
  const lines = typed.split("\n");
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const cut = line.indexOf(mark);
    const name = line.slice(0, cut).trim();
    const isName = mark === ":" ? /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) : /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
    if (cut < 1 || !isName || Object.hasOwn(texts, name)) return { texts, faultyLine: at + 1 };
    texts[name] = line.slice(cut + 1).trim();
  }
  return { texts, faultyLine: null };
}
