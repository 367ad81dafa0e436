// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, describe, expect, test } from "vitest";
import common from "@/messages/en/common.json";
import { Markdown } from "./markdown";

afterEach(cleanup);

function show(text: string, growing = false) {
  return render(
    <NextIntlClientProvider locale="en" messages={{ common }} timeZone="UTC">
      <Markdown text={text} growing={growing} />
    </NextIntlClientProvider>,
  ).container;
}

describe("what a model writes", () => {
  test("is never HTML", () => {
    const page = show("<img src=x onerror=alert(1)> <b>bold</b>\n\n<script>alert(1)</script>");
    expect(page.querySelector("img, b, script")).toBeNull();
  });

  test("leads out without telling from where, and says where words would hide it", () => {
    show("[https://bank.example](https://evil.example/a) and [terms](https://bank.example/t)");
    const [hidden, plain] = screen.getAllByRole("link");
    expect(hidden?.textContent).toBe("https://bank.example (evil.example)");
    expect(hidden?.getAttribute("rel")).toContain("noopener");
    expect(plain?.textContent).toBe("terms");
  });

  test("cannot make a link that runs code", () => {
    show("[press](javascript:alert(1))");
    expect(screen.queryByText("press")?.getAttribute("href") ?? "").not.toContain("javascript");
  });

  test("shows pictures of this server, others as links", () => {
    const page = show("![here](/files/1.png) ![there](https://else.example/1.png) ![tricky](//else.example/1.png)");
    expect([...page.querySelectorAll("img")].map((image) => image.getAttribute("src"))).toEqual(["/files/1.png"]);
    expect(screen.getByRole("link", { name: "there" })).toBeTruthy();
  });

  test("has code with its language, and tables that scroll", () => {
    const page = show("```ts\nconst a = 1;\n```\n\n| A | B |\n| - | - |\n| 1 | 2 |\n");
    expect(page.querySelector("figcaption")?.textContent).toBe("ts");
    expect(page.querySelector("pre")?.textContent).toBe("const a = 1;");
    expect(page.querySelectorAll("td")).toHaveLength(2);
  });

  test("is closed while it grows", () => {
    expect(show("This is **bo", true).querySelector("strong")?.textContent).toBe("bo");
    cleanup();
    expect(show("This is **bo").querySelector("strong")).toBeNull();
  });
});
