// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import type { Quotas } from "@/lib/workspaces/contract";
import settings from "@/messages/en/settings.json";
import { LimitsForm } from "./limits-form";

// The form asks before it is left, and knows the way by the router.
vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn() }) }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answered = {
  id: "01a204bf-9b07-7000-b85e-6bcb1f0cb9ce",
  name: "Nordwind",
  slug: "nordwind",
  languages: ["en"],
  quotas: { maxConcurrentRuns: null, maxBackgroundRuns: 30 },
  createdAt: "2026-01-01T00:00:00.000Z",
};

function show(quotas: Quotas, mayChange = true) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (_: unknown, init?: RequestInit) => {
    sent.push(JSON.parse(String(init?.body)));
    return Response.json(answered);
  });
  render(
    <NextIntlClientProvider locale="en" messages={{ settings }} timeZone="UTC">
      <LimitsForm quotas={quotas} mayChange={mayChange} />
    </NextIntlClientProvider>,
  );
  const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
  return { sent, all: field("Runs at a time"), background: field("Background runs at a time") };
}

test("an empty field says what holds then, and what is typed is sent as numbers", async () => {
  const { sent, all, background } = show({ maxConcurrentRuns: 40, maxBackgroundRuns: null });
  expect([all.value, background.value, background.placeholder]).toEqual(["40", "", "20"]);
  fireEvent.input(all, { target: { value: " " } });
  fireEvent.input(background, { target: { value: "30" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(sent).toEqual([{ quotas: { maxConcurrentRuns: null, maxBackgroundRuns: 30 } }]);
});

test("what is no limit stays in its field with the reason, and nothing is sent", async () => {
  const { sent, background } = show({ maxConcurrentRuns: null, maxBackgroundRuns: 5 });
  fireEvent.input(background, { target: { value: "10001" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("A whole number from 1 to 10,000, or nothing.")).toBeTruthy();
  expect(background.value).toBe("10001");
  expect(sent).toEqual([]);
});

test("those who may not change it read it and have nothing to press", () => {
  const { all } = show({ maxConcurrentRuns: 40, maxBackgroundRuns: null }, false);
  expect(all.readOnly).toBe(true);
  expect(screen.queryByRole("button")).toBeNull();
});
