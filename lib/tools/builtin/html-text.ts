// What a web page says, without its markup: title and text, with headings, lists and links told as Markdown does. It
// reads tags one after the other and builds no tree, so no page can make it deep; scripts, styles and menus are left out.
// Pure.

const skipped = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "nav",
  "footer",
  "aside",
  "form",
  "button",
  "iframe",
  "select",
]);
/** Their content is text whatever it looks like, up to the closing tag. */
const raw = new Set(["script", "style", "noscript", "template", "iframe", "textarea", "title"]);
const blocks = new Set(
  "address article blockquote dd div dl dt figcaption figure header hr main ol p pre section table tr ul".split(" "),
);
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  middot: "·",
  euro: "€",
  pound: "£",
  times: "×",
};

function characterOf(code: number): string {
  const isValid = Number.isInteger(code) && code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isValid ? String.fromCodePoint(code) : "\uFFFD";
}

/** The text with character references replaced. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, digits, name) => {
    if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
    if (digits !== undefined) return characterOf(Number(digits));
    const key = String(name).toLowerCase();
    return Object.hasOwn(named, key) ? (named[key] ?? whole) : whole;
  });
}

interface Tag {
  name: string;
  isClosing: boolean;
  attributes: string;
  end: number;
}

/** Longer ones are no tags: a quote that is never closed would be looked for to the end again and again. */
const maxTagLength = 20_000;
const maxBrokenTags = 100;

/** The tag that begins at `<`; null where it is no tag. */
function readTag(html: string, at: number): Tag | null {
  const open = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)/y;
  open.lastIndex = at;
  const found = open.exec(html);
  if (!found) return null;
  let quote = "";
  const last = Math.min(html.length, at + maxTagLength);
  for (let end = open.lastIndex; end < last; end++) {
    const sign = html.charAt(end);
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") {
      const attributes = html.slice(open.lastIndex, end);
      return { name: (found[2] ?? "").toLowerCase(), isClosing: found[1] === "/", attributes, end: end + 1 };
    }
  }
  return null;
}

function hrefOf(attributes: string, base: string): string | null {
  const found = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes);
  const href = decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? "").trim();
  if (href === "" || href.startsWith("#") || !URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** Where something that is left out or read as text ends: behind its closing tag. */
function endOfRaw(html: string, name: string, from: number): { text: string; end: number } {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = from;
  const found = close.exec(html);
  if (!found) return { text: html.slice(from), end: html.length };
  const end = html.indexOf(">", found.index);
  return { text: html.slice(from, found.index), end: end < 0 ? html.length : end + 1 };
}

class PageText {
  private out = "";
  private line = "";
  private readonly hrefs: (string | null)[] = [];
  private skipping: string[] = [];
  private brokenTags = 0;
  title = "";

  constructor(
    private readonly html: string,
    private readonly base: string,
  ) {}

  read(): string {
    let at = 0;
    while (at < this.html.length) {
      const next = this.html.indexOf("<", at);
      this.say(this.html.slice(at, next < 0 ? undefined : next));
      if (next < 0) break;
      at = this.after(next);
    }
    this.breakLine();
    return this.out.replace(/\n{3,}/g, "\n\n").trim();
  }

  private after(at: number): number {
    if (this.html.startsWith("<!--", at)) {
      const end = this.html.indexOf("-->", at + 4);
      return end < 0 ? this.html.length : end + 3;
    }
    if (this.html.startsWith("<!", at) || this.html.startsWith("<?", at)) {
      const end = this.html.indexOf(">", at);
      return end < 0 ? this.html.length : end + 1;
    }
    const tag = this.brokenTags < maxBrokenTags ? readTag(this.html, at) : null;
    if (!tag) {
      if (/[a-z/]/i.test(this.html.charAt(at + 1))) this.brokenTags++;
      this.say("<");
      return at + 1;
    }
    if (!tag.isClosing && raw.has(tag.name)) {
      const { text, end } = endOfRaw(this.html, tag.name, tag.end);
      if (tag.name === "title" && this.title === "") this.title = decodeEntities(text).replace(/\s+/g, " ").trim();
      return end;
    }
    this.take(tag);
    return tag.end;
  }

  private take({ name, isClosing, attributes }: Tag): void {
    if (skipped.has(name)) {
      if (!isClosing && !attributes.endsWith("/")) this.skipping.push(name);
      else if (isClosing) this.skipping = this.skipping.slice(0, Math.max(0, this.skipping.lastIndexOf(name)));
      return;
    }
    // What was never closed ends with the body at the latest.
    if (name === "main" || name === "article" || name === "body") this.skipping = [];
    if (this.skipping.length > 0) return;
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) {
      this.breakLine();
      this.out += "\n";
      if (!isClosing) this.line = `${"#".repeat(Number(heading))} `;
    } else if (name === "li") {
      this.breakLine();
      if (!isClosing) this.line = "- ";
    } else if (name === "br") this.breakLine();
    else if (name === "td" || name === "th") this.line += isClosing ? " | " : "";
    else if (name === "a") this.link(isClosing, attributes);
    else if (blocks.has(name)) {
      this.breakLine();
      if (name !== "tr") this.out += "\n";
    }
  }

  private link(isClosing: boolean, attributes: string): void {
    if (!isClosing) {
      const href = hrefOf(attributes, this.base);
      this.hrefs.push(href);
      if (href !== null) this.line += "[";
      return;
    }
    const href = this.hrefs.pop() ?? null;
    if (href !== null) this.line += `](${href})`;
  }

  private say(text: string): void {
    if (this.skipping.length === 0) this.line += decodeEntities(text);
  }

  private breakLine(): void {
    const line = this.line
      .replace(/\s+/g, " ")
      .replace(/\[ ?\]\([^)[]{0,2000}\)/g, "")
      .trim();
    if (line !== "" && !/^(?:-|#{1,6}|\|)$/.test(line)) this.out += `${line}\n`;
    this.line = "";
  }
}

/** Title and text of a page; `base` is its address, for its links. */
export function textOfHtml(html: string, base: string): { title: string; text: string } {
  const page = new PageText(html, base);
  const text = page.read();
  return { title: page.title, text };
}
