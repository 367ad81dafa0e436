import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { locales } from "./locales";
import { loadAllMessages } from "./messages";
import { namespaces } from "./namespaces";

const folder = new URL("../../messages/", import.meta.url);

function leaves(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) throw new Error(`${path} is neither a text nor a group of texts`);
  return new Map(Object.entries(value).flatMap(([key, item]) => [...leaves(item, path ? `${path}.${key}` : key)]));
}

/** Names of the values that a message takes, whatever the form of each; a plural's own texts are no values. */
function argumentsOf(message: string): string[] {
  const named = message.matchAll(/(?<!(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*)\{(\w+)\s*[,}]/g);
  return [...new Set([...named].map((match) => match[1] ?? ""))].sort();
}

test("every message file is listed, and every listed one exists in all languages", () => {
  for (const locale of locales) {
    const files = readdirSync(new URL(locale, folder)).map((file) => file.replace(/\.json$/, ""));
    expect(files.sort()).toEqual([...namespaces].sort());
  }
});

/** Names stay what they are in every language: whoever sells it, not what it does. */
const names = /^models\.kinds\./;

describe.each(locales.filter((locale) => locale !== "en"))("%s", (locale) => {
  test("has the keys of the English messages and the same values to fill in", async () => {
    const english = leaves(await loadAllMessages("en"));
    const other = leaves(await loadAllMessages(locale));
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    const wrong = [...english].filter(([key, message]) => {
      return argumentsOf(message).join() !== argumentsOf(other.get(key) ?? "").join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("says every sentence in its own words", async () => {
    const english = leaves(await loadAllMessages("en"));
    const same = [...leaves(await loadAllMessages(locale))].filter(([key, message]) => {
      return (
        message === english.get(key) && !names.test(key) && /\p{Script=Latin}{3,}\s+\p{Script=Latin}{3,}/u.test(message)
      );
    });
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

test("nothing in any language shouts", async () => {
  for (const locale of locales) {
    const loud = [...leaves(await loadAllMessages(locale))].filter(([, message]) => /[!！]/.test(message));
    expect(loud.map(([key]) => `${locale} ${key}`)).toEqual([]);
  }
});
