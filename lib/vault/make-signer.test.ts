import { expect, test } from "vitest";
import { makeSigner } from "./make-signer";

const secret = "the-present-secret-of-more-than-32-chars";
const old = "an-old-secret-of-more-than-32-characters";
const bytes = Buffer.from("what a link names");

test("reads back what it signed, in a text that addresses can carry", () => {
  const text = makeSigner("links", secret).sign(bytes);
  expect(text).toMatch(/^[\w-]+$/);
  expect(makeSigner("links", secret).read(text)?.toString()).toBe("what a link names");
});

test("knows nothing that another key signed, or the same key for another use", () => {
  const text = makeSigner("links", secret).sign(bytes);
  expect(makeSigner("links", old).read(text)).toBeNull();
  expect(makeSigner("mails", secret).read(text)).toBeNull();
});

test("reads what an earlier key signed while it is named", () => {
  const text = makeSigner("links", old).sign(bytes);
  expect(makeSigner("links", secret, [old]).read(text)?.equals(bytes)).toBe(true);
});

test("any changed, cut or added character is noticed", () => {
  const signer = makeSigner("links", secret);
  const text = signer.sign(bytes);
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === "A" ? "B" : "A";
    expect(signer.read(text.slice(0, at) + other + text.slice(at + 1)), `${at}`).toBeNull();
    expect(signer.read(text.slice(0, at)), `${at}`).toBeNull();
  }
  for (const wrong of [`${text}A`, `${text}=`, `${text} `, "", "%00", "A".repeat(100_000)]) {
    expect(signer.read(wrong)).toBeNull();
  }
});
