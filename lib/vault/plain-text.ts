// Takes every layer of escapes off a text (JSON, addresses, forms, pages, in any order and number) and knows for each
// character where it came from: so that one comparison finds a value however often it was wrapped. Pure.

/** Bytes as characters, in small letters, with where each begins and ends in the original. */
export interface PlainText {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const longestEntity = 8;

const isHex = (sign: string | undefined) => sign !== undefined && /^[0-9a-f]$/.test(sign);

/** Characters as bytes; what came out of Base64 already is. */
const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");

class Stripper {
  readonly signs: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  /** Adds a character, which may complete an escape with those before it. */
  add(sign: string, start: number, end: number): void {
    const escaped = this.afterBackslash(sign, start);
    this.push(escaped.sign, escaped.start, end);
    if (isHex(sign)) this.joinHex(end);
    else if (sign === ";") this.joinEntity(end);
  }

  private push(sign: string, start: number, end: number): void {
    // In forms a plus is a space; both are written alike so that they compare alike.
    this.signs.push(sign === "+" ? " " : sign);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** A backslash only says something about what follows; a `u` waits for its four digits. */
  private afterBackslash(sign: string, start: number): { sign: string; start: number } {
    if (sign === "\\" || sign === "u" || this.signs.at(-1) !== "\\") return { sign, start };
    let first = start;
    while (this.signs.at(-1) === "\\") first = this.pop(1);
    return { sign: controls[sign] ?? sign, start: first };
  }

  private pop(count: number): number {
    const at = this.signs.length - count;
    const start = this.starts[at] ?? 0;
    this.signs.length = this.starts.length = this.ends.length = at;
    return start;
  }

  private joinHex(end: number): void {
    const { signs } = this;
    const at = signs.length;
    if (signs[at - 3] === "%" && isHex(signs[at - 2])) {
      const code = Number.parseInt(signs.slice(-2).join(""), 16);
      this.join(3, String.fromCharCode(code), end);
    } else if (signs[at - 5] === "u" && signs[at - 6] === "\\" && signs.slice(-4).every(isHex)) {
      const code = Number.parseInt(signs.slice(-4).join(""), 16);
      let count = 6;
      while (signs[at - count - 1] === "\\") count += 1;
      const start = this.pop(count);
      for (const byte of bytesOf(String.fromCharCode(code))) this.add(byte.toLowerCase(), start, end);
    }
  }

  private joinEntity(end: number): void {
    const from = this.signs.lastIndexOf("&");
    const length = this.signs.length - from;
    if (from === -1 || length > longestEntity + 2) return;
    const name = this.signs.slice(from + 1, -1).join("");
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/.exec(name);
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? "", code[1] === undefined ? 10 : 16) : 0;
    const sign = entities[name] ?? (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined);
    if (sign !== undefined) this.join(length, bytesOf(sign), end);
  }

  private join(count: number, bytes: string, end: number): void {
    const start = this.pop(count);
    for (const byte of bytes) this.add(byte.toLowerCase(), start, end);
  }
}

/** Takes the escapes off; `isBytes` where the text's characters are bytes already. */
export function stripEscapes(text: string, isBytes = false): PlainText {
  const stripper = new Stripper();
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) ?? 0;
    const sign = String.fromCodePoint(point);
    const end = at + sign.length;
    if (point < 0x80 || isBytes) stripper.add(sign.toLowerCase(), at, end);
    else for (const byte of bytesOf(sign)) stripper.add(byte, at, end);
    at = end;
  }
  return { text: stripper.signs.join(""), starts: stripper.starts, ends: stripper.ends };
}
