// Names of tools as models call them. Pure.

const longest = 64;

/** A name of letters, digits, `_` and `-`, at most 64 long, that is not in `taken`, where it is put. */
export function nameForModels(name: string, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, "_").slice(0, longest) || "tool";
  let free = plain;
  for (let n = 2; taken.has(free); n++) {
    const suffix = `_${n}`;
    free = plain.slice(0, longest - suffix.length) + suffix;
  }
  taken.add(free);
  return free;
}
