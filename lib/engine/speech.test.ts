import fc from "fast-check";
import { expect, it } from "vitest";
import { storableText } from "../shared/json";
import { Speech } from "./speech";

it("makes of any pieces of a text the same as of the whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(20)), (text, cuts) => {
      const { content } = new Speech([]);
      let given = "";
      let rest = text;
      for (const cut of cuts) {
        given += content.add(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      given += content.add(rest) + content.flush();
      expect(given).toBe(storableText(text));
      expect(content.text).toBe(given);
    }),
  );
});

it("keeps lines short and few", () => {
  const speech = new Speech([]);
  expect(speech.summarize("x".repeat(5_000))).toHaveLength(1_000);
  for (let i = 0; i < 1_000; i++) expect(speech.note(i, "y".repeat(5_000))).toHaveLength(4_000);
  expect(speech.note(1_001, "too many")).toBe("[Further lines were not kept.]");
  expect(speech.note(1_002, "too many")).toBeNull();
  expect(speech.notes).toHaveLength(1_001);
});

it("counts what was said and thought", () => {
  const speech = new Speech([]);
  speech.content.add("four");
  speech.thought.add("thought");
  expect(speech.size).toBe(11);
});
