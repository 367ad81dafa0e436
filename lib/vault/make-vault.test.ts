import { expect, test } from "vitest";
import { makeVault } from "./make-vault";

const old = "an-old-secret-of-more-than-32-characters";
const present = "the-present-secret-of-more-than-32-chars";

test("opens what it sealed, in any script and any length", () => {
  const vault = makeVault(present);
  for (const text of ["", "sk-1234", "密钥 🔑", "x".repeat(100_000)])
    expect(vault.open(vault.seal(text, "p"), "p")).toBe(text);
});

test("two seals of one text differ and neither contains it", () => {
  const vault = makeVault(present);
  const [a, b] = [vault.seal("sk-secret", "p"), vault.seal("sk-secret", "p")];
  expect(a).not.toBe(b);
  expect(a).not.toContain("sk-secret");
});

test("an envelope does not open in another place", () => {
  const vault = makeVault(present);
  const sealed = vault.seal("sk", "model_providers.api_key:1");
  expect(() => vault.open(sealed, "model_providers.api_key:2")).toThrow("belongs elsewhere");
});

test("any changed character is noticed", () => {
  const vault = makeVault(present);
  const sealed = vault.seal("sk-secret", "p");
  for (let i = 0; i < sealed.length; i++) {
    const other = sealed[i] === "A" ? "B" : "A";
    const changed = sealed.slice(0, i) + other + sealed.slice(i + 1);
    // The last character of base64 carries unused bits: a change there may decode to the same bytes.
    const sameBytes = Buffer.from(changed.split(".")[3] ?? "", "base64url").equals(
      Buffer.from(sealed.split(".")[3] ?? "", "base64url"),
    );
    if (i === sealed.length - 1 && sameBytes) continue;
    expect(() => vault.open(changed, "p")).toThrow();
  }
});

test("a cut or foreign text is refused, not decoded", () => {
  const vault = makeVault(present);
  for (const text of ["", "sk-plain", "v1", "v1...", vault.seal("x", "p").slice(0, -12)]) {
    expect(() => vault.open(text, "p")).toThrow();
  }
});

test("rotation opens the old, seals with the new, and leaves the new alone", () => {
  const sealed = makeVault(old).seal("sk", "p");
  const rotated = makeVault(present, [old]);
  expect(rotated.isStale(sealed)).toBe(true);
  const fresh = rotated.rewrap(sealed, "p");
  expect(makeVault(present).open(fresh, "p")).toBe("sk");
  expect(rotated.rewrap(fresh, "p")).toBe(fresh);
});

test("another key says so", () => {
  expect(() => makeVault(present).open(makeVault(old).seal("sk", "p"), "p")).toThrow("another secret key");
});

test("the fingerprint tells keys apart and is stable", () => {
  expect(makeVault(present).fingerprint).toBe(makeVault(present, [old]).fingerprint);
  expect(makeVault(present).fingerprint).not.toBe(makeVault(old).fingerprint);
});

test("a short secret is refused", () => {
  expect(() => makeVault("short")).toThrow("at least 32");
});
