import { describe, expect, it } from "vitest";
import { makeRunSecrets } from "./run-secrets";

const dots = "••••••";
const secretsOf = (values: Record<string, string>) => makeRunSecrets(new Map(Object.entries(values)));

/** Reveals secrets by name, as a call that leaves does. */
function reveal(secrets: ReturnType<typeof secretsOf>, ...names: string[]): string {
  return secrets.reveal(names.map((name) => secrets.mark(name) ?? "").join(" "));
}

describe("the mark of a secret", () => {
  it("becomes its value only when it is revealed", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    const text = `Bearer ${secrets.mark("TOKEN")}`;
    expect(text).not.toContain("hunter2");
    expect(secrets.reveal(text)).toBe("Bearer hunter2");
  });

  it("is there only for secrets that are", () => {
    expect(secretsOf({ TOKEN: "hunter2" }).mark("OTHER")).toBeUndefined();
  });

  it("of another run means nothing here", () => {
    const [one, other] = [secretsOf({ TOKEN: "hunter2" }), secretsOf({ TOKEN: "hunter2" })];
    const foreign = other.mark("TOKEN") ?? "";
    expect(one.reveal(foreign)).toBe(foreign);
  });

  it("is masked where it comes back", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    expect(secrets.mask([`a ${secrets.mark("TOKEN")}`])).toEqual([`a ${dots}`]);
  });
});

describe("the value of a secret", () => {
  it("is masked in texts, names and at any depth, once it was revealed", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    const value = { deep: [{ "x-hunter2": "say hunter2 twice: hunter2" }], n: 1, none: null };
    expect(secrets.mask(value)).toEqual(value);
    reveal(secrets, "TOKEN");
    expect(secrets.mask(value)).toEqual({
      deep: [{ [`x-${dots}`]: `say ${dots} twice: ${dots}` }],
      n: 1,
      none: null,
    });
  });

  it.each([
    ["in JSON", (value: string) => JSON.stringify({ value })],
    ["in an address", encodeURIComponent],
    ["in a form", (value: string) => String(new URLSearchParams({ v: value }))],
    ["as Base64", (value: string) => Buffer.from(value).toString("base64")],
  ])("is masked %s", (_, encode) => {
    const value = 'p"w +/\\ 密码';
    const secrets = secretsOf({ TOKEN: value });
    reveal(secrets, "TOKEN");
    const masked = String(secrets.mask(`<${encode(value)}>`));
    expect(masked).toContain(dots);
    expect(masked).not.toContain(encode(value).slice(-8));
  });

  it("leaves nothing of itself where a shorter one is a part of it, in whatever order they were revealed", () => {
    for (const names of [
      ["SHORT", "LONG"],
      ["LONG", "SHORT"],
    ]) {
      const secrets = secretsOf({ SHORT: "abcd", LONG: "abcd-efgh-ijkl" });
      reveal(secrets, ...names);
      expect(secrets.mask("abcd-efgh-ijkl abcd")).toBe(`${dots} ${dots}`);
    }
  });

  it("of a few letters is left alone, because it occurs by chance", () => {
    const secrets = secretsOf({ PIN: "123" });
    reveal(secrets, "PIN");
    expect(secrets.mask("123")).toBe("123");
  });
});
