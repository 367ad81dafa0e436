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
    ["in JSON in JSON in JSON", (text) => json(json(json(text)))],
    ["as JSON in an address", (text) => encodeURIComponent(json(text))],
    ["in an address in an address", (text) => encodeURIComponent(encodeURIComponent(text))],
    ["as JSON in a page", (text) => json(text).replace(/[&<>"']/g, (sign) => named[sign] ?? sign)],
    ["as JSON in Base64", (text) => Buffer.from(`{"a":"${json(text)}"}`).toString("base64")],
    ["as JSON in hexadecimal digits", (text) => Buffer.from(json(text)).toString("hex").toUpperCase()],
  ])("is masked %s", (_, write) => {
    expect(hide(`<${write(value)}>`)).toBe(`<${masked}>`);
  });

  it.each(["u", "me", "you", "user", "someone"])("is masked as the password of a sign-in of %s", (user) => {
    const sent = Buffer.from(`${user}:${value}`).toString("base64");
    const shown = hide(`Basic ${sent}, as you know`);
    expect(shown).toBe(`Basic ${masked}, as you know`);
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

  it.each(["密码不可以说出来", "!!!???###", "100%25%41 sure", "a+b c d+e", "\\name\\u0041bc\\"])(
    "is masked whatever it is made of: %s",
    (odd) => {
      const hideOdd = makeMask([odd]);
      for (const write of [(text: string) => text, json, encodeURIComponent, (text: string) => json(json(text))]) {
        const shown = hideOdd(`<${write(odd)}>`);
        expect(shown).toContain(masked);
        // A backslash at its end belongs to whatever follows.
        expect(shown.replaceAll(masked, "").replace("%5C", "")).not.toMatch(/[^<>\\]/);
      }
    },
  );

  it("is masked where its end or its beginning was cut off", () => {
    const long = 'f3a9c1d2e4b5a6978812-0c4d"e5f6a7b8c9d0e1f2';
    const hideLong = makeMask([long]);
    for (const written of [long, json(json(long)), encodeURIComponent(long)]) {
      expect(hideLong(`<${written.slice(0, 30)}…`)).toBe(`<${masked}…`);
      expect(hideLong(`…${written.slice(-20)}>`)).toBe(`…${masked}>`);
    }
    expect(hideLong(Buffer.from(`{"a":"${long.slice(0, 30)}`).toString("base64"))).toBe(masked);
  });

  it("leaves alone what only resembles it", () => {
    const text = 'p"w +/ other {"a":"\\u00e9\\n","b":"%20 &amp; &#9; %zz \\u12"} aGVsbG8gd29ybGQ= 0123456789abcdef';
    expect(hide(text)).toBe(text);
  });

  it("of 64 KB does not keep a text waiting", () => {
    const long = Buffer.from(Array.from({ length: 48_000 }, (_, i) => (i * 7919) % 256)).toString("base64");
    const text = `${"x".repeat(1_000_000)}${long}`;
    const begun = performance.now();
    expect(makeMask([long])(text)).toBe(`${"x".repeat(1_000_000)}${masked}`);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
