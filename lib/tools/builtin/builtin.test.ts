import { describe, expect, it } from "vitest";
import type { HttpAnswer } from "../../nodes/contract";
import type { JsonObject } from "../../shared/json";
import { builtinTools } from "../builtin-tools";
import { findSchemaFault } from "../input-schema";
import { calculate } from "./calculate";
import { textOfHtml } from "./html-text";

const answer = (body: string, more: Partial<HttpAnswer> = {}): HttpAnswer => ({
  status: 200,
  headers: { "content-type": "text/html" },
  body,
  durationMs: 1,
  ...more,
});

async function run(name: string, input: JsonObject, page: HttpAnswer = answer("")) {
  const tool = builtinTools[name];
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(input, { now: () => Date.UTC(2026, 10, 23, 1, 2, 3), getPage: async () => page });
}

it("every built-in tool has a schema and says what it does", () => {
  for (const [name, tool] of Object.entries(builtinTools)) {
    expect([name, findSchemaFault(tool.inputSchema)]).toEqual([name, null]);
    expect(tool.description.length).toBeGreaterThan(20);
    expect(tool.annotations.readOnlyHint).toBe(true);
  }
});

describe("the calculator", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["-2 ^ 2", -4],
    ["2 ^ 3 ^ 2", 512],
    ["2 ** 10", 1024],
    ["0.1 + 0.2", 0.3],
    ["10 % 4 - -1", 3],
    ["round(1.005, 2)", 1.01],
    ["round(-2.5)", -3],
    ["sqrt(16) + max(1, 2, 3) + pi * 0", 7],
    ["1_000 × 2 ÷ 4", 500],
    ["1.5e3", 1500],
  ])("%s = %d", (text, result) => expect(calculate(text)).toBe(result));

  it.each([
    ["1 +", /too early/],
    ["2 3", /does not belong/],
    ["1 / 0", /divided by zero/],
    ["process.exit()", /not known/],
    ["constructor(1)", /not known/],
    ["9 ^ 9 ^ 9", /finite/],
    [`${"(".repeat(500)}1`, /too deeply/],
    ["sqrt(1, 2)", /takes/],
  ])("%s is refused", (text, message) => expect(() => calculate(text)).toThrow(message));
});

describe("text and JSON", () => {
  it("counts as people do", async () => {
    expect(await run("change_text", { operation: "count", text: "Hé👩‍👩‍👧 你好\nwarp" })).toEqual({
      characters: 11,
      words: 3,
      lines: 2,
    });
  });

  it("replaces literally", async () => {
    const input = { operation: "replace", text: "a.b.c", search: ".", replacement: "$&" };
    expect(await run("change_text", input)).toBe("a$&b$&c");
  });

  it("picks values out of JSON, given as a value or as text", async () => {
    const data = { items: [{ price: 3 }, { price: 4 }] };
    expect(await run("query_json", { data, query: "items[1].price + data.items[0].price" })).toBe(7);
    expect(await run("query_json", { data: JSON.stringify(data), query: "length(data.items)" })).toBe(2);
    await expect(run("query_json", { data, query: "secrets.KEY" })).rejects.toThrow(/reference unknown/);
    await expect(run("query_json", { data: "{", query: "data" })).rejects.toThrow(/not JSON/);
  });

  it("tells the time in a zone, and which zones there are not", async () => {
    expect(await run("current_time", { timeZone: "Asia/Shanghai" })).toMatchObject({
      iso: "2026-11-23T01:02:03.000Z",
      local: expect.stringContaining("Monday"),
    });
    await expect(run("current_time", { timeZone: "Mars/Base" })).rejects.toThrow(/no time zone/);
  });
});

describe("the reader of web pages", () => {
  const page = `<!doctype html><html><head><title>Looms &amp; warps</title><style>p{color:red}</style>
    <script>var x = "<p>no</p>"</script></head><body><nav><a href="/home">Home</a></nav>
    <main><h1>Looms</h1><p>A loom  has a <b>warp</b> &#x2014; see <a href='/warp?a=1&amp;b=2'>the warp</a>.</p>
    <ul><li>One<li>Two</ul><table><tr><td>a</td><td>b</td></tr></table><a href="javascript:alert(1)">bad</a>
    <!-- <p>hidden</p> --></main><footer>Foot</footer></body></html>`;

  it("says what the page says, without its markup", () => {
    const { title, text } = textOfHtml(page, "https://loom.example/a/");
    expect(title).toBe("Looms & warps");
    expect(text).toContain("# Looms");
    expect(text).toContain("A loom has a warp — see [the warp](https://loom.example/warp?a=1&b=2).");
    expect(text).toContain("- One\n- Two");
    expect(text).toContain("a | b |");
    expect(text).toContain("bad");
    for (const gone of ["Home", "Foot", "hidden", "color", "javascript", "<p>"]) expect(text).not.toContain(gone);
  });

  it.each([
    ["open tags", "<a href='"],
    ["empty links", "<a href=/x></a>"],
    ["open comments", "<!--"],
    ["brackets", "[]("],
    ["deep tags", "<div><ul><li>"],
  ])("is not slowed down by a megabyte of %s", (_, piece) => {
    const startedAt = performance.now();
    textOfHtml(piece.repeat(1_000_000 / piece.length), "https://loom.example");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("refuses what is no page", async () => {
    await expect(run("read_web_page", { url: "file:///etc/passwd" })).rejects.toThrow(/whole address/);
    const gone = run("read_web_page", { url: "https://a.example" }, answer("", { status: 404 }));
    await expect(gone).rejects.toThrow(/404/);
    const image = answer("", { headers: { "content-type": "image/png" } });
    await expect(run("read_web_page", { url: "https://a.example" }, image)).rejects.toThrow(/no page of text/);
  });
});
