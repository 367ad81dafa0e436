// Half-written Markdown of an answer under way, closed so that it does not flicker: an open fence ends, an open mark is
// paired, a link without its address is its words, a table waits until its second line says that it is one. Pure.

const fence = /^ {0,3}(`{3,}|~{3,})/;

function openFence(text: string): string | null {
  let open: string | null = null;
  for (const line of text.split("\n")) {
    const marker = fence.exec(line)?.[1];
    if (!marker) continue;
    if (open === null) open = marker;
    else if (marker[0] === open[0] && marker.length >= open.length && line.trim() === marker) open = null;
  }
  return open;
}

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|").length;

/** Whether lines look like the beginning of a table that is not one yet. */
function isHalfTable(lines: readonly string[]): boolean {
  const [head = "", rule] = lines;
  if (!head.trim().startsWith("|") || lines.length > 2) return false;
  if (rule === undefined) return true;
  return /^[|\s:-]*$/.test(rule) && !(rule.includes("-") && cellsOf(rule) >= cellsOf(head));
}

function pair(text: string, mark: string): string {
  const parts = text.split(mark);
  if (parts.length % 2 === 1) return text;
  // A mark with nothing behind it yet would show as itself.
  return parts.at(-1)?.trim() === "" ? text.slice(0, text.lastIndexOf(mark)) : text.trimEnd() + mark;
}

/** Pairs a single mark of emphasis, which bullets and names_with_strokes use too. */
function pairEmphasis(text: string, mark: "*" | "_"): string {
  const sign = mark === "*" ? "\\*" : "_";
  const opens = text.match(new RegExp(`(?<![\\w${sign}])${sign}(?=[^\\s${sign}])`, "g"))?.length ?? 0;
  const closes = text.match(new RegExp(`(?<=[^\\s${sign}])${sign}(?![\\w${sign}])`, "g"))?.length ?? 0;
  if (opens <= closes) return new RegExp(`(?<![\\w${sign}])${sign}$`).test(text) ? text.slice(0, -1) : text;
  return text.trimEnd() + mark;
}

function closeInline(line: string): string {
  let text = line.replace(/!?\[([^\]]*)\]\([^)]*$/, "$1").replace(/!?\[([^\]]*)$/, "$1");
  text = pair(text, "`");
  if (text.includes("`")) return text;
  text = pair(text, "**");
  text = pair(text, "~~");
  return pairEmphasis(pairEmphasis(text, "*"), "_");
}

/** The last block of a growing answer, as it can be shown. */
export function closeMarkdown(block: string): string {
  const open = openFence(block);
  if (open) return `${block.endsWith("\n") ? block : `${block}\n`}${open}`;
  const trimmed = block.replace(/\n+$/, "");
  const at = trimmed.lastIndexOf("\n\n") + 1;
  const paragraph = trimmed.slice(at).replace(/^\n/, "");
  const lines = paragraph.split("\n");
  if (isHalfTable(lines)) return trimmed.slice(0, at);
  const last = lines.at(-1) ?? "";
  // A row of a table that has no cell yet.
  if (lines.length > 1 && /^\s*\|\s*$/.test(last)) return trimmed.slice(0, trimmed.length - last.length - 1);
  // The beginning of a fence, a heading's marks or a lone bullet say nothing yet.
  if (
    /^\s*(?:`{1,2}|~{1,2}|#{1,6}|[-*+]|={1,}|\d{1,9}[.)]?)$/.test(last) &&
    !(lines.length === 1 && /\d$/.test(last))
  ) {
    return trimmed.slice(0, trimmed.length - last.length);
  }
  return trimmed.slice(0, trimmed.length - paragraph.length) + closeInline(paragraph);
}
