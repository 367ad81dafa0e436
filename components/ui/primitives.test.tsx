// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { type ReactNode, useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import common from "@/messages/en/common.json";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Field } from "./field";
import type { FilterQuery } from "./filter-query";
import { IconButton } from "./icon-button";
import { Input } from "./input";
import { Knot, KnotThread } from "./knot-thread";
import { ResizablePanel } from "./resizable-panel";
import { SearchFilter } from "./search-filter";
import { RowLink, Table, Td, Tr } from "./table";

afterEach(cleanup);

function show(children: ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={{ common }} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );
}

function OneKnot() {
  const [open, setOpen] = useState(false);
  return (
    <KnotThread label="Thoughts">
      <Knot thread="data" title="Read 3 articles" stateLabel="done" open={open} onToggle={() => setOpen(!open)}>
        passages
      </Knot>
    </KnotThread>
  );
}

const states = [
  { value: "failed", label: "Failed" },
  { value: "running", label: "Running" },
];
const keys = [{ key: "status", label: "State", single: true, values: states }];
let seen: FilterQuery = { filters: [], text: "" };

function Runs({ start }: { start: FilterQuery }) {
  const [query, setQuery] = useState(start);
  const change = (next: FilterQuery) => {
    seen = next;
    setQuery(next);
  };
  return <SearchFilter label="Search runs" keys={keys} query={query} onQueryChange={change} />;
}

describe("a button", () => {
  test("ignores clicks while its work is under way, and stays focusable", () => {
    const clicked = vi.fn();
    show(
      <Button loading onClick={clicked}>
        Save
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Save" });
    fireEvent.click(button);
    expect(clicked).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-busy")).toBe("true");
    expect(button.hasAttribute("disabled")).toBe(false);
  });

  test("that does a deed takes the second click of a double one for the first", () => {
    const [deed, step] = [vi.fn(), vi.fn()];
    show(
      <>
        <Button variant="primary" onClick={deed}>
          Publish
        </Button>
        <Button onClick={step}>More</Button>
      </>,
    );
    for (const name of ["Publish", "More"]) {
      for (const detail of [1, 2]) fireEvent.click(screen.getByRole("button", { name }), { detail });
    }
    expect([deed.mock.calls.length, step.mock.calls.length]).toEqual([1, 2]);
  });

  test("does not send a form that is already being sent", () => {
    const sent = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    show(
      <form onSubmit={sent}>
        <Button type="submit" loading>
          Save
        </Button>
      </form>,
    );
    fireEvent.click(screen.getByRole("button"));
    expect(sent).not.toHaveBeenCalled();
  });

  test("that is an icon is named and tells its tip", () => {
    show(
      <IconButton label="Copy" keys="mod+c">
        <svg aria-hidden="true" />
      </IconButton>,
    );
    const button = screen.getByRole("button", { name: "Copy" });
    expect(button.dataset.tip).toBe("Copy");
    expect(button.dataset.tipKeys).toBe("mod+c");
  });
});

describe("a field", () => {
  test("names its control and reads out error and hint with it", () => {
    show(
      <Field label="Address" hint="Part of the link." error="It is taken." required>
        {(control) => <Input {...control} />}
      </Field>,
    );
    const input = screen.getByLabelText("Address");
    const described = (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id));
    expect(described.map((element) => element?.textContent)).toEqual(["It is taken.", "Part of the link."]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.hasAttribute("required")).toBe(true);
  });

  test("without error or hint describes nothing", () => {
    show(<Field label="Name">{(control) => <Input {...control} />}</Field>);
    expect(screen.getByLabelText("Name").hasAttribute("aria-describedby")).toBe(false);
  });
});

test("a checkbox can be neither on nor off", () => {
  show(<Checkbox label="All" mixed />);
  const box = screen.getByLabelText<HTMLInputElement>("All");
  expect(box.indeterminate).toBe(true);
});

test("arrow keys move between the rows of a table and stop at its ends", () => {
  show(
    <Table label="Agents">
      <tbody>
        {["one", "two", "three"].map((name) => (
          <Tr key={name}>
            <Td>
              <RowLink href={`/${name}`}>{name}</RowLink>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>,
  );
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  screen.getByText("one").focus();
  press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("two");
  press("End");
  press("j");
  expect(document.activeElement?.textContent).toBe("three");
  press("k");
  press("Home");
  expect(document.activeElement?.textContent).toBe("one");
});

test("a panel grows away from its edge with arrow keys, within its bounds", () => {
  show(
    <ResizablePanel label="Inspector" edge="left" defaultWidth={300} min={200} max={330} storageKey="test.inspector">
      content
    </ResizablePanel>,
  );
  const edge = screen.getByRole("separator");
  fireEvent.keyDown(edge, { key: "ArrowLeft" });
  expect(edge.getAttribute("aria-valuenow")).toBe("316");
  fireEvent.keyDown(edge, { key: "ArrowLeft" });
  expect(edge.getAttribute("aria-valuenow")).toBe("330");
  fireEvent.keyDown(edge, { key: "Home" });
  expect(edge.getAttribute("aria-valuenow")).toBe("200");
  expect(localStorage.getItem("test.inspector")).toBe("200");
});

test("a knot opens and closes what is below it", () => {
  show(<OneKnot />);
  const line = screen.getByRole("button", { name: /Read 3 articles\s*, done/ });
  expect(line.getAttribute("aria-expanded")).toBe("false");
  expect(screen.queryByText("passages")).toBeNull();
  fireEvent.click(line);
  expect(screen.getByText("passages")).toBeTruthy();
});

describe("a search field that filters", () => {
  test("offers keys, then values, and keeps the words beside them", () => {
    show(<Runs start={{ filters: [], text: "" }} />);
    const input = screen.getByRole("combobox");
    fireEvent.focus(input);
    fireEvent.change(input, { target: { value: "refund sta" } });
    fireEvent.click(screen.getByRole("option", { name: /State/ }));
    fireEvent.keyDown(input, { key: "ArrowDown" });
    fireEvent.keyDown(input, { key: "ArrowDown" });
    expect(input.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { name: "Running" }).id);
    fireEvent.keyDown(input, { key: "Enter" });
    expect(seen).toEqual({ filters: [{ key: "status", value: "running" }], text: "refund" });
  });

  test("takes the last filter away with Backspace in an empty field", () => {
    show(<Runs start={{ filters: [{ key: "status", value: "failed" }], text: "" }} />);
    fireEvent.keyDown(screen.getByRole("combobox"), { key: "Backspace" });
    expect(seen.filters).toEqual([]);
  });

  test("searches at once with Enter", () => {
    show(<Runs start={{ filters: [], text: "" }} />);
    const input = screen.getByRole("combobox");
    fireEvent.change(input, { target: { value: " refund " } });
    fireEvent.keyDown(input, { key: "Enter" });
    expect(seen.text).toBe("refund");
  });
});
