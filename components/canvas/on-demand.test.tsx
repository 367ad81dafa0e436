// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ComponentType, ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import common from "@/messages/en/common.json";
import designer from "@/messages/en/designer.json";
import { onDemand } from "./on-demand";

interface Props {
  name: string;
}

const Greeting = ({ name }: Props) => <p>Hello {name}</p>;
function Broken(): never {
  throw new Error("Broken");
}

const sentence = designer.onDemand.missing;

/** A connection that loses the first tries. */
function fetching(losses: number, part: ComponentType<Props> = Greeting) {
  const tries = { count: 0 };
  const load = async () => {
    tries.count += 1;
    if (tries.count <= losses) throw new Error("ChunkLoadError");
    return part;
  };
  return { load, tries };
}

function Page({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, designer }}>
      <p>The canvas</p>
      {children}
    </NextIntlClientProvider>
  );
}

const show = (part: ReactNode) => act(async () => void render(part, { wrapper: Page }));
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole("button", { name })));

// React tells the console of every error that a boundary holds.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test("a part that can't be fetched leaves the rest alone and comes when it is asked for again", async () => {
  const { load, tries } = fetching(2);
  const Part = onDemand<Props>(load);
  await show(<Part name="Ada" />);
  screen.getByText(sentence);
  expect(screen.getByText("The canvas")).toBeTruthy();
  expect(tries.count).toBe(1);
  await press(common.retry);
  expect(tries.count).toBe(2);
  screen.getByText(sentence);
  await press(common.retry);
  screen.getByText("Hello Ada");
  expect(screen.queryByText(sentence)).toBeNull();
});

test("what failed is fetched anew when it is shown again, what arrived is not", async () => {
  const { load, tries } = fetching(1);
  const Part = onDemand<Props>(load);
  await show(<Part name="Ada" />);
  screen.getByText(sentence);
  cleanup();
  await show(<Part name="Bo" />);
  screen.getByText("Hello Bo");
  cleanup();
  await show(<Part name="Cy" />);
  screen.getByText("Hello Cy");
  expect(tries.count).toBe(2);
});

test("a part that breaks while it is drawn is held as well, and the sentence can be closed", async () => {
  const onDismiss = vi.fn();
  const Part = onDemand<Props>(fetching(0, Broken).load, { place: "over" });
  await show(<Part name="Ada" onDismiss={onDismiss} />);
  screen.getByText(sentence);
  await press(common.close);
  expect(onDismiss).toHaveBeenCalledOnce();
});
