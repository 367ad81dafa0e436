// Every code of errors and problems has its words in each language, and each message can be formatted.

import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { auditActions } from "@/lib/audit/action-rules";
import { problemCodes } from "@/lib/graph/problem";
import { type Locale, locales } from "@/lib/i18n/locales";
import { errorCodes } from "@/lib/shared/errors";

async function load(locale: Locale, namespace: string): Promise<Record<string, unknown>> {
  const file: { default: Record<string, unknown> } = await import(`./${locale}/${namespace}.json`);
  return file.default;
}

/** Every text of a file with its dotted key. */
function textsOf(value: unknown, path: string[] = []): [key: string, text: string][] {
  if (typeof value === "string") return [[path.join("."), value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

const valuesIn = (text: string) => [...text.matchAll(/(?<!')\{(\w+)/g)].map((match) => match[1] ?? "");

describe.each(locales)("words in %s", (locale) => {
  test("exist for every error code, and for no other", async () => {
    const errors = await load(locale, "errors");
    expect(Object.keys(errors).sort()).toEqual([...errorCodes].sort());
    for (const [code, words] of Object.entries(errors)) {
      expect(words, code).toMatchObject({ title: expect.stringMatching(/\S/), text: expect.stringMatching(/\S/) });
      const { title, text } = words as { title: string; text: string };
      // Title and text are shown whoever threw; only `detail` may need values.
      expect([...valuesIn(title), ...valuesIn(text)], code).toEqual([]);
    }
  });

  test("exist for every problem code, and for no other", async () => {
    const problems = await load(locale, "problems");
    expect(Object.keys(problems).sort()).toEqual([...problemCodes].sort());
  });

  test("exist for every action of the audit log, and for no other", async () => {
    const { audit } = (await load(locale, "settings")) as { audit: { actions: unknown } };
    expect(textsOf(audit.actions).map(([action]) => action)).toEqual([...auditActions]);
  });

  test.each(["errors", "problems", "nodes"])("of %s can be formatted", async (namespace) => {
    const messages = await load(locale, namespace);
    const t = createTranslator({
      locale,
      messages,
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, text] of textsOf(messages)) {
      const values = Object.fromEntries(valuesIn(text).map((name) => [name, 3]));
      expect(t(key as never, values as never), key).toMatch(/\S/);
    }
  });
});
