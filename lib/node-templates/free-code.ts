// The code of a template, made from its name. Pure.

const longest = 40;

/** A code that is free and that no type of the product will ever have; `type` helps out where a name has no letters. */
export function freeCode(name: string, type: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text: string) =>
    text
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[_0-9]+|_+$/g, "")
      .slice(0, longest - 8)
      .replace(/_+$/, "");
  const base = words(plain) || words(type);
  const stem = base.includes("_") ? base : `${base}_node`;
  for (let count = 1; ; count++) {
    const code = count === 1 ? stem : `${stem}_${count}`;
    if (!taken.has(code)) return code;
  }
}
