import { describe, expect, it } from "vitest";
import type { CodeCall } from "../nodes/contract";
import type { AppError } from "../shared/errors";
import { runCode } from "./run-code";

const megabyte = 1_048_576;
const code = (source: string, more: Partial<CodeCall> = {}) =>
  runCode({
    source,
    inputs: {},
    timeoutMs: 5_000,
    memoryBytes: 32 * megabyte,
    signal: new AbortController().signal,
    onPrint: () => {},
    ...more,
  });
const failure = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    (value) => expect.fail(`should have failed, gave ${JSON.stringify(value)}`),
    (error: AppError) => error,
  );

/** Never ends by itself; each round takes a while, since the steps are limited too. */
const busy = "for (;;) Array.from('x'.repeat(1000)).join('');";

describe("code in the sandbox", () => {
  it("gets inputs and returns JSON", async () => {
    const inputs = { a: 1, text: 'quote " \u2028 $ {x} `', list: [null, { b: true }] };
    expect(await code("return { sum: inputs.a + 1, text: inputs.text, list: inputs.list };", { inputs })).toEqual({
      sum: 2,
      text: inputs.text,
      list: inputs.list,
    });
  });
  it("may wait for promises", async () => {
    expect(await code("const two = await Promise.resolve(2); return two * 21;")).toBe(42);
  });
  it("gives null for nothing, and JSON for what is not quite JSON", async () => {
    expect(await code("")).toBeNull();
    expect(await code("return undefined")).toBeNull();
    expect(await code("return { d: new Date(0), n: NaN, f() {}, u: undefined }")).toEqual({
      d: "1970-01-01T00:00:00.000Z",
      n: null,
    });
  });
  it("takes large inputs, and says when they are too large for its memory", async () => {
    const inputs = { text: "x".repeat(2_000_000) };
    expect(await code("return inputs.text.length", { inputs })).toBe(2_000_000);
    const error = await failure(code("return 1", { inputs, memoryBytes: 4 * megabyte }));
    expect(error.code).toBe("code_out_of_memory");
  });
  it("starts from nothing each time", async () => {
    await code("globalThis.leak = 1; Array.prototype.leak = 2; JSON.parse = () => 'x';");
    expect(await code("return [typeof leak, typeof [].leak, JSON.parse('1')]")).toEqual(["undefined", "undefined", 1]);
  });
  it("prints line by line, up to a cap", async () => {
    const lines: string[] = [];
    await code("console.log('a', 1, { b: [2] }, undefined, () => 3); console.error('second')", {
      onPrint: (line) => lines.push(line),
    });
    expect(lines).toEqual(['a 1 {"b":[2]} undefined () => 3', "second"]);
    lines.length = 0;
    await code("for (let i = 0; i < 1000; i++) console.log('x'.repeat(5000))", {
      onPrint: (line) => lines.push(line),
    });
    expect(lines).toHaveLength(200);
    expect(Math.max(...lines.map((line) => line.length))).toBe(2_000);
  });
  it("keeps what was printed before an endless loop", async () => {
    const lines: string[] = [];
    const error = await failure(
      code(`console.log('before'); ${busy}`, { timeoutMs: 200, onPrint: (line) => lines.push(line) }),
    );
    expect(error.code).toBe("code_timeout");
    expect(lines).toEqual(["before"]);
  });
});

describe("what code may not do", () => {
  it("reach anything outside", async () => {
    const names = "process require module fetch XMLHttpRequest WebSocket setTimeout setInterval Worker Deno Bun";
    const source = `return "${names}".split(" ").filter((name) => typeof globalThis[name] !== "undefined")`;
    expect(await code(source)).toEqual([]);
  });
  it("make functions from text, or import", async () => {
    for (const source of [
      "return (() => {}).constructor('return 1')()",
      "return (async () => {}).constructor('return 1')()",
      "return Function('return globalThis')()",
      "return await import('node:fs')",
    ]) {
      expect((await failure(code(source))).code, source).toBe("code_failed");
    }
  });
  it("get out by closing the wrapper's brackets", async () => {
    const error = await failure(code("}); return process.env; (() => {"));
    expect(error.code).toBe("code_failed");
  });
  it("print without end through tools it kept", async () => {
    let lines = 0;
    await failure(code("const log = console.log; for (;;) log('x')", { timeoutMs: 300, onPrint: () => lines++ }));
    expect(lines).toBeLessThanOrEqual(210);
  });
});

describe("limits", () => {
  it("end an endless loop, one of promises too", async () => {
    for (const source of [
      busy,
      "for (;;) await null",
      "await new Promise(() => {})",
      "/(a+)+$/.test('a'.repeat(40) + 'b')",
    ]) {
      const error = await failure(code(source, { timeoutMs: 200 }));
      expect(error.code, source).toBe("code_timeout");
      expect(error.params.timeoutMs).toBe(200);
    }
  });
  it("end a loop that does nothing by its steps, or by its time on a slow machine", async () => {
    const error = await failure(code("for (;;) {}", { timeoutMs: 20_000 }));
    expect(["code_steps", "code_timeout"]).toContain(error.code);
  });
  it("leave the main loop free meanwhile", async () => {
    await code("return 1");
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await failure(code(busy, { timeoutMs: 500 }));
    clearInterval(timer);
    expect(longest).toBeLessThan(250);
  });
  it("end an array of a gigabyte, and the memory comes back", async () => {
    for (const source of [
      "const parts = []; for (;;) parts.push(new Array(1e6).fill(1));",
      "return new Array(1e9).fill(1).length",
      "const buffer = new ArrayBuffer(2 ** 30); return buffer.byteLength",
    ]) {
      expect((await failure(code(source))).code, source).toBe("code_out_of_memory");
    }
    expect(await code("return 'alive'")).toBe("alive");
  });
  it("give the memory back after every overrun", async () => {
    const fill = "const parts = []; for (;;) parts.push(new Uint8Array(1e6).fill(1));";
    const overrun = () => failure(code(fill, { memoryBytes: 128 * megabyte }));
    await overrun();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 8; i++) expect((await overrun()).code).toBe("code_out_of_memory");
    await code("return 1");
    expect((process.memoryUsage().rss - before) / megabyte).toBeLessThan(300);
  });
  it("end deep recursion, a text without end and a large result", async () => {
    expect((await failure(code("const f = () => f() + 1; return f()"))).message).toMatch(/stack/);
    expect((await failure(code("let s = 'x'; for (;;) s += s"))).code).toMatch(/code_(failed|out_of_memory)/);
    expect((await failure(code("return 'x'.repeat(2e6)"))).message).toMatch(/larger than/);
  });
  it("stop at the caller's abort, with its reason", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stop it")), 50);
    await expect(code(busy, { signal: controller.signal })).rejects.toThrow("stop it");
  });
  it("count the code's own time, not that of a thread that is slow to start", async () => {
    const late = code("return 'done'", { timeoutMs: 100 });
    await new Promise((resolve) => setImmediate(resolve));
    // The thread can't be served while this one is busy.
    for (const until = performance.now() + 400; performance.now() < until; );
    expect(await late).toBe("done");
  });
  it("make further runs wait for a free thread, without counting that as their time", async () => {
    const loops = Array.from({ length: 8 }, () => failure(code(busy, { timeoutMs: 150 })));
    const after = code("return 'done'", { timeoutMs: 1_000 });
    expect((await Promise.all(loops)).map((error) => error.code)).toEqual(Array(8).fill("code_timeout"));
    expect(await after).toBe("done");
  });
});

describe("an error of the code", () => {
  it("names its line", async () => {
    const thrown = await failure(code("const a = 1;\n\nthrow new TypeError('no good');"));
    expect(thrown.code).toBe("code_failed");
    expect(thrown.params).toMatchObject({ line: 3, reason: "TypeError: no good" });
    const syntax = await failure(code("const a = 1;\nreturn 1 +* 2;"));
    expect(syntax.code).toBe("code_failed");
    expect(syntax.params.line).toBe(2);
    const inside = await failure(code("const f = () => {\n  inputs.x.y();\n};\nf();"));
    expect(inside.params.line).toBe(2);
  });
  it("may be anything that can be thrown", async () => {
    for (const source of [
      "throw 'text'",
      "throw null",
      "throw { a: 1 }",
      "return 1n",
      "const a = {}; a.a = a; return a",
    ]) {
      expect((await failure(code(source))).code, source).toBe("code_failed");
    }
  });
});
