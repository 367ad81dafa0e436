// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { createRef } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import { Composer, type ComposerHandle, type ComposerProps } from "./composer";

afterEach(cleanup);
beforeEach(() => localStorage.clear());

/** `early` stands in the field before the page's code comes. */
function show(more: Partial<ComposerProps> = {}, early = "") {
  const onSend = vi.fn(() => true);
  const onStop = vi.fn();
  const handle = createRef<ComposerHandle>();
  const draw = (props: Partial<ComposerProps>) => (
    <NextIntlClientProvider locale="en" messages={{ common, chat }} timeZone="UTC">
      <Composer
        draftKey="one"
        placeholder="Ask"
        busy={false}
        stopping={false}
        onSend={onSend}
        onStop={onStop}
        handle={handle}
        {...props}
      />
    </NextIntlClientProvider>
  );
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = renderToString(draw(more));
  const served = container.querySelector("textarea");
  if (served) served.value = early;
  const { rerender } = render(draw(more), { container, hydrate: true });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your question" });
  return {
    field,
    onSend,
    onStop,
    handle,
    type: (text: string) => fireEvent.change(field, { target: { value: text } }),
    again: (props: Partial<ComposerProps>) => rerender(draw(props)),
  };
}

test("Enter sends the text without the space around it, and empties the field", () => {
  const { field, type, onSend } = show();
  type("  Why? ");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).toHaveBeenCalledWith("Why?");
  expect(field.value).toBe("");
});

test("a text that can't be sent yet stays", () => {
  const { field, type } = show({ onSend: () => false });
  type("Why?");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("Why?");
});

test("Enter neither sends with Shift nor while an input method composes", () => {
  const { field, type, onSend } = show();
  type("退货");
  fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Process", keyCode: 229 });
  expect(onSend).not.toHaveBeenCalled();
  expect(field.value).toBe("退货");
});

test("nothing is sent of nothing, nor while an answer is being written", () => {
  const { field, type, onSend, onStop, again } = show();
  type("   ");
  fireEvent.keyDown(field, { key: "Enter" });
  again({ busy: true });
  type("Next");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
  expect(field.value).toBe("Next");
  fireEvent.click(screen.getByRole("button", { name: "Stop the answer" }));
  expect(onStop).toHaveBeenCalledTimes(1);
});

test("a draft is kept for each conversation", () => {
  const { field, type, again } = show();
  type("Half a question");
  again({ draftKey: "two" });
  expect(field.value).toBe("");
  again({ draftKey: "one" });
  expect(field.value).toBe("Half a question");
});

test("what was typed before the page's code came is kept as any other text", () => {
  const { field } = show({}, "Where to?");
  expect(field.value).toBe("Where to?");
  expect(localStorage.getItem("weft:draft:one")).toBe("Where to?");
});

test("what could not be sent comes back, unless something else was typed", () => {
  const { field, type, handle } = show();
  handle.current?.giveBack("Why?");
  fireEvent.input(field);
  expect(localStorage.getItem("weft:draft:one")).toBe("Why?");
  type("Another");
  handle.current?.giveBack("Why?");
  expect(localStorage.getItem("weft:draft:one")).toBe("Another");
});
