// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import common from "@/messages/en/common.json";
import { Dialog } from "./dialog";

afterEach(cleanup);

const closed = vi.fn();

function Form({ isPassing = false }: { isPassing?: boolean }) {
  const [name, setName] = useState("Ada");
  return (
    <NextIntlClientProvider locale="en" messages={{ common }} timeZone="UTC">
      <Dialog open onOpenChange={(open) => open || closed()} title="Rename" footer="Save" isPassing={isPassing}>
        <input aria-label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      </Dialog>
    </NextIntlClientProvider>
  );
}

const type = (text: string) => {
  const field = screen.getByLabelText("Name");
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: text } });
};
const pressEscape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
const question = () => screen.queryByText("Discard what you entered?");

describe("a dialog with something to type", () => {
  afterEach(() => closed.mockClear());

  it("closes at once while nothing was typed, or what stood there stands there again", () => {
    render(<Form />);
    type("Grace");
    type("Ada");
    pressEscape();
    expect(closed).toHaveBeenCalledOnce();
  });
  it("asks before what was typed is gone, and keeps it", () => {
    render(<Form />);
    type("Grace");
    pressEscape();
    expect(closed).not.toHaveBeenCalled();
    expect(document.activeElement?.textContent).toBe("Keep editing");
    fireEvent.click(screen.getByText("Keep editing"));
    expect(question()).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Grace");
  });
  it("takes the question back with another Escape, and discards when told so", () => {
    render(<Form />);
    type("Grace");
    pressEscape();
    pressEscape();
    expect(question()).toBeNull();
    expect(closed).not.toHaveBeenCalled();
    pressEscape();
    fireEvent.click(screen.getByText("Discard"));
    expect(closed).toHaveBeenCalledOnce();
  });
  it("closes without a question by its button, and where what is typed was for the moment", () => {
    const { unmount } = render(<Form />);
    type("Grace");
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(closed).toHaveBeenCalledOnce();
    unmount();
    render(<Form isPassing />);
    type("Grace");
    pressEscape();
    expect(closed).toHaveBeenCalledTimes(2);
  });
});
