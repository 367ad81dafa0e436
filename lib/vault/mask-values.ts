// Hides values that must never be told wherever they occur in a text: as they are and in the forms that servers,
// languages and protocols write them in. Knows neither where values come from nor what the text is for. Pure.

/** What stands where such a value was. */
export const masked = "••••••";
/** Shorter values are too likely to occur by chance. */
export const minMaskedLength = 4;
/** From here on a piece of a value (a line of it, its Base64 inside a longer one) is hidden by itself. */
const minPieceLength = 8;

export type MaskText = (text: string) => string;

interface Form {
  text: string;
  /** Inside longer Base64 the letters at both ends are shared with what stands beside it. */
  isInner?: true;
}

const htmlNames: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const asHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => htmlNames[sign] ?? sign);
const asJson = (text: string) => JSON.stringify(text).slice(1, -1);
/** JSON that has ASCII alone, as many languages write it. */
const asAsciiJson = (text: string) =>
  asJson(text).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
const inAddress = (text: string) => encodeURIComponent(text.toWellFormed());
const hexCode = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** The Base64 that a text has wherever it begins in what is encoded, without the letters that depend on its neighbours. */
function innerBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value);
  const address = inAddress(value);
  const plain = [
    value,
    asJson(value),
    asJson(asJson(value)),
    asAsciiJson(value),
    asJson(value).replaceAll("/", "\\/"),
    asHtml(value),
    asHtml(asJson(value)),
    address,
    address.replace(/[!'()*]/g, hexCode),
    address.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ v: value }).toString().slice(2),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
  if (value.length >= minPieceLength)
    plain.push(value.toLowerCase(), bytes.toString("hex"), bytes.toString("hex").toUpperCase());
  // A key of several lines is printed line by line; its first and last say only what it is.
  if (value.includes("\n")) {
    const lines = value.split(/\r?\n/).map((line) => line.trim());
    plain.push(...lines.filter((line) => line.length >= minPieceLength && !line.startsWith("-----")));
  }
  const inner = [0, 1, 2]
    .map((before) => innerBase64(bytes, before))
    .filter((text) => text.length >= minPieceLength)
    .flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]);
  return [...plain.map((text): Form => ({ text })), ...inner.map((text): Form => ({ text, isInner: true }))];
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Makes the function that hides these values; those of fewer than four characters are left alone. */
export function makeMask(values: Iterable<string>): MaskText {
  const long = [...new Set(values)].filter((value) => value.length >= minMaskedLength);
  const forms = new Map<string, Form>();
  for (const form of long.flatMap(formsOf)) if (!forms.has(form.text)) forms.set(form.text, form);
  // The longest first, so that nothing is left of one that contains another.
  const ordered = [...forms.values()].sort((a, b) => b.text.length - a.text.length);
  return (text) => {
    let result = text;
    for (const form of ordered) if (result.includes(form.text)) result = hide(result, form);
    return result;
  };
}

function hide(text: string, form: Form): string {
  if (!form.isInner) return text.replaceAll(form.text, masked);
  return text.replace(new RegExp(`[\\w+/-]?${escapePattern(form.text)}[\\w+/-]?={0,2}`, "g"), masked);
}
