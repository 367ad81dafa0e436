import { describe, expect, it } from "vitest";
import { makeMask, masked } from "./mask-values";

const value = "p\"w +/\\ <密码> & it's (not)! told";
const hide = makeMask([value]);

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const code = (sign: string) => sign.charCodeAt(0).toString(16);
const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

describe("a value that must not be told", () => {
  it.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["in JSON", json],
    ["in JSON inside JSON", (text) => json(json(text))],
    ["in JSON of ASCII alone", (text) => json(text).replace(/[^ -~]/g, (sign) => `\\u${code(sign)}`)],
    ["in JSON with escaped slashes", (text) => json(text).replaceAll("/", "\\/")],
    ["in an address", encodeURIComponent],
    ["in an address, in small letters", (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase())],
    [
      "in a strict address",
      (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${code(sign)}`.toUpperCase()),
    ],
    ["in a form", (text) => String(new URLSearchParams({ v: text })).slice(2)],
    ["in a page", (text) => text.replace(/[&<>"']/g, (sign) => named[sign] ?? sign)],
    ["as Base64", (text) => Buffer.from(text).toString("base64")],
    ["as Base64 for addresses", (text) => Buffer.from(text).toString("base64url")],
    ["in hexadecimal digits", (text) => Buffer.from(text).toString("hex")],
    ["in small letters", (text) => text.toLowerCase()],
  ])("is masked %s", (_, write) => {
    expect(hide(`<${write(value)}>`)).toBe(`<${masked}>`);
  });

  it.each(["u", "me", "you", "user", "someone"])("is masked as the password of a sign-in of %s", (user) => {
    const sent = Buffer.from(`${user}:${value}`).toString("base64");
    const shown = hide(`Basic ${sent}, as you know`);
    expect(shown).toMatch(/^Basic [\w+/=-]*••••••, as you know$/);
    const rest = Buffer.from(shown.slice(6).split(masked)[0] ?? "", "base64").toString();
    expect(`${user}:p`).toContain(rest);
  });

  it("is masked line by line where it has several, but for what only names it", () => {
    const key = "-----BEGIN KEY-----\nMIIEvQIBADAN\n  BgkqhkiG9w0B  \nshort\n-----END KEY-----";
    const shown = makeMask([key])("1: MIIEvQIBADAN\n2: BgkqhkiG9w0B\n-----BEGIN KEY----- short");
    expect(shown).toBe(`1: ${masked}\n2: ${masked}\n-----BEGIN KEY----- short`);
  });

  it("leaves nothing of itself where a shorter one is a part of it, in whatever order they come", () => {
    for (const values of [
      ["abcd", "abcd-efgh-ijkl"],
      ["abcd-efgh-ijkl", "abcd"],
    ])
      expect(makeMask(values)("abcd-efgh-ijkl abcd")).toBe(`${masked} ${masked}`);
  });

  it("of a few letters is left alone, because it occurs by chance", () => {
    expect(makeMask(["123"])("123")).toBe("123");
  });

  it("of 64 KB does not keep a text waiting", () => {
    const long = Buffer.from(Array.from({ length: 48_000 }, (_, i) => (i * 7919) % 256)).toString("base64");
    const text = `${"x".repeat(1_000_000)}${long}`;
    const begun = performance.now();
    expect(makeMask([long])(text)).toBe(`${"x".repeat(1_000_000)}${masked}`);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
