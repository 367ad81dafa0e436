// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { AppError } from "@/lib/shared/errors";
import { useErrorWords } from "./error-words";

afterEach(cleanup);

function Words({ error }: { error: unknown }) {
  const words = useErrorWords(error);
  return words ? (
    <p role="note">{[words.code, words.title, words.text, words.detail ?? "no detail"].join(" | ")}</p>
  ) : null;
}

async function wordsOf(error: unknown, locale: "en" | "zh-TW" = "en"): Promise<string> {
  render(
    <NextIntlClientProvider locale={locale} messages={{}} timeZone="UTC">
      <Words error={error} />
    </NextIntlClientProvider>,
  );
  return (await screen.findByRole("note")).textContent ?? "";
}

test("a known code is worded in the reader's language", async () => {
  expect(await wordsOf(new AppError("unavailable", "x"), "zh-TW")).toMatch(/^unavailable \| .*\p{Script=Han}/u);
});

test("a detail is filled with its values, and left out where one is missing", async () => {
  const full = await wordsOf(new AppError("address_unreachable", "x", { params: { host: "models.example" } }));
  expect(full).toContain("models.example");
  cleanup();
  expect(await wordsOf(new AppError("address_unreachable", "x"))).toContain("no detail");
});

test("what nobody expected is our own failure", async () => {
  expect(await wordsOf(new Error("boom"))).toMatch(/^internal \| /);
});

test("a wait of minutes is told in whole ones, and never too short", async () => {
  const limited = (retryAfterS: number) => wordsOf(new AppError("sign_in_limited", "x", { params: { retryAfterS } }));
  expect(await limited(898)).toMatch(/in 15\smin\./);
  cleanup();
  expect(await limited(42)).toMatch(/in 42\ss\./);
});
