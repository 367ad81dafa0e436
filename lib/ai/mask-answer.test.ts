import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masked } from "../vault/mask-values";
import { answerMask } from "./mask-answer";

const apiKey = "sk-weft-5f2b9c71d0e84a63";
const mask = answerMask({ apiKey, headers: { "x-org": "org-secret-value-77", "x-app": "weft" } });

function streamed(pieces: readonly string[]): string[] {
  const heard: string[] = [];
  const stream = mask.stream((text) => heard.push(text));
  for (const piece of pieces) stream.push(piece);
  stream.end();
  return heard;
}

describe("a key in an answer", () => {
  test("is hidden wherever the stream cuts it, and nothing else is lost", () => {
    const text = `Your key is ${apiKey}, of org-secret-value-77. Ask sk-weft for more, says weft`;
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 30 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, i) => text.slice(places[i], end));
        expect(streamed(pieces).join("")).toBe(`Your key is ${masked}, of ${masked}. Ask sk-weft for more, says weft`);
      }),
    );
  });

  test("holds back nothing that can't be the beginning of one", () => {
    expect(streamed(["Good day", " to you"])).toEqual(["Good day", " to you"]);
    expect(streamed(["It ends on sk-we"])).toEqual(["It ends on ", "sk-we"]);
  });

  test("is hidden in whole texts also where it is encoded", () => {
    const encoded = Buffer.from(`Bearer ${apiKey}`).toString("base64");
    expect(mask.text(`It is ${encoded} and ${apiKey}`)).toBe(`It is ${masked} and ${masked}`);
  });

  test("is hidden in values, at any depth", () => {
    const value = { a: [apiKey, 1, null], [apiKey]: { b: `x ${apiKey}` } };
    expect(mask.value(value)).toEqual({ a: [masked, 1, null], [masked]: { b: `x ${masked}` } });
  });
});
