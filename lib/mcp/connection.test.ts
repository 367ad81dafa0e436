import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, goodToken, startFaultServer } from "@/e2e/fixtures/mcp-fault-server";
import { parseAllowList } from "../net/allow-list";
import { createGuardedFetch } from "../net/guarded-fetch";
import { AppError } from "../shared/errors";
import { type Connection, type ConnectPorts, connect, keyName } from "./connection";
import { findConnection } from "./find-connection";
import type { HttpAccess, HttpTarget } from "./server-target";

const none: HttpAccess = { headers: async () => ({}) };
let server: FaultServer;
let ports: ConnectPorts;
const limits = { timeoutMs: 5_000 };

beforeAll(async () => {
  server = await startFaultServer({ slowMs: 400 });
  const allow = parseAllowList([server.host]);
  ports = { fetch: createGuardedFetch({ policy: () => ({ allow }) }), log: () => {} };
});
afterAll(() => server.stop());

const target = (fault: string, access = none): HttpTarget => ({ transport: "http", url: server.url(fault), access });

async function call(fault: string, timeoutMs = 5_000): Promise<unknown> {
  const connection = await connect(target(fault), limits, ports);
  try {
    return await connection.callTool({ name: "echo", arguments: { text: "hi" }, key: "k-1" }, { timeoutMs });
  } finally {
    await connection.close();
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    (value) => `no failure: ${JSON.stringify(value)}`,
    (error: unknown) => (error instanceof AppError ? error.code : `no AppError: ${error}`),
  );
}

describe("a server over HTTP", () => {
  test("tells of itself, lists its tools in pages and gives results, in documents and streams", async () => {
    server.tools = Array.from({ length: 250 }, (_, n) => ({ name: `t${n}`, inputSchema: { type: "object" } }));
    const connection = await connect(target("ok"), limits, ports);
    expect(connection.info).toEqual({
      name: "faults",
      title: "Faults",
      version: "1.2.3",
      instructions: "Be careful.",
    });
    const tools = await connection.listTools(limits);
    expect(tools).toHaveLength(250);
    expect(tools[249]?.name).toBe("t249");
    await connection.close();
    expect(connection.isOpen()).toBe(false);
    for (const fault of ["ok", "stream", "later"]) {
      expect(await call(fault)).toEqual({ text: "hi", value: "hi", isError: false });
    }
  });

  test("gets the key of a call, so that a repeated one can be told", async () => {
    server.metas = [];
    await call("ok");
    expect(server.metas).toEqual([{ [keyName]: "k-1" }]);
  });

  test("says that a call failed without failing itself", async () => {
    expect(await call("fails")).toMatchObject({ isError: true, text: "The disk is full." });
  });

  test.each([
    ["broken", "tool_server_bad_answer"],
    ["no-message", "tool_server_bad_answer"],
    ["wrong-id", "tool_server_bad_answer"],
    ["wrong-id-stream", "tool_server_bad_answer"],
    ["cut", "address_unreachable"],
    ["refuses", "tool_server_refused"],
    ["huge", "response_too_large"],
    ["huge-stream", "response_too_large"],
  ])("that answers a call with %s fails at once with %s", async (fault, code) => {
    const start = performance.now();
    expect(await codeOf(call(fault, 30_000))).toBe(code);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("that never answers fails in time, and is told that nobody waits any more", async () => {
    server.methods = [];
    const hungUp = server.hungUp;
    const connection = await connect(target("hang-call"), limits, ports);
    const start = performance.now();
    const asked = { name: "echo", arguments: {}, key: null };
    expect(await codeOf(connection.callTool(asked, { timeoutMs: 300 }))).toBe("request_timeout");
    expect(performance.now() - start).toBeLessThan(2_000);
    const caller = new AbortController();
    const going = connection.callTool(asked, { timeoutMs: 30_000, signal: caller.signal });
    setTimeout(() => caller.abort(new AppError("run_cancelled", "Stopped.")), 50);
    expect(await codeOf(going)).toBe("run_cancelled");
    const told = () => server.methods.filter((method) => method === "notifications/cancelled").length;
    await expect.poll(told).toBe(2);
    await expect.poll(() => server.hungUp).toBeGreaterThanOrEqual(hungUp + 2);
    await connection.close();
  });

  test.each([
    ["hang", "request_timeout"],
    ["slow", "request_timeout"],
    ["html", "tool_server_bad_answer"],
    ["auth", "tool_server_unauthorized"],
    ["gone", "tool_server_bad_answer"],
  ])("that meets us with %s fails with %s", async (fault, code) => {
    expect(await codeOf(connect(target(fault), { timeoutMs: 200 }, ports))).toBe(code);
  });

  test("that starts slowly is waited for", async () => {
    const connection = await connect(target("slow"), limits, ports);
    expect(connection.latencyMs).toBeGreaterThanOrEqual(399);
    await connection.close();
  });

  test("gets its headers, and is asked again with new ones", async () => {
    let token = "old";
    const access: HttpAccess = {
      headers: async () => ({ authorization: `Bearer ${token}` }),
      renew: async () => {
        token = goodToken;
        return true;
      },
    };
    const connection = await connect(target("auth", access), limits, ports);
    expect(await connection.listTools(limits)).not.toHaveLength(0);
    await connection.close();
  });

  test("never gets a header with a line break", async () => {
    const access = { headers: async () => ({ "x-key": "a\r\nx-other: b" }) };
    expect(await codeOf(connect(target("ok", access), limits, ports))).toBe("invalid_request");
  });

  test("at a private address is not called unless that is allowed", async () => {
    const guarded = createGuardedFetch({ policy: () => ({ allow: parseAllowList([]) }) });
    expect(await codeOf(connect(target("ok"), limits, { ...ports, fetch: guarded }))).toBe("address_blocked");
  });

  test("that names one page for ever is not asked for ever", async () => {
    const connection = await connect(target("endless"), limits, ports);
    expect((await connection.listTools(limits)).length).toBeLessThan(5);
    await connection.close();
  });
});

describe("a server that speaks the older way", () => {
  const older = (fault: string) => findConnection({ url: server.url(fault, "sse"), access: none }, limits, ports);

  test("is found after the present way was tried", async () => {
    const connection = await older("ok");
    expect(connection.transport).toBe("sse");
    const given = { name: "echo", arguments: { text: "old" }, key: null };
    expect((await connection.callTool(given, limits)).text).toBe("old");
    await connection.close();
  });

  test("fails everything that waits when its stream ends", async () => {
    const connection = await older("cut");
    const given = { name: "echo", arguments: {}, key: null };
    expect(await codeOf(connection.callTool(given, limits))).toBe("tool_server_failed");
    expect(connection.isOpen()).toBe(false);
  });

  test("can't send our messages to another server", async () => {
    expect(await codeOf(older("elsewhere"))).toBe("tool_server_bad_answer");
  });

  test("is not looked for where the address does not answer at all", async () => {
    const start = performance.now();
    const hanging = findConnection({ url: server.url("hang"), access: none }, { timeoutMs: 300 }, ports);
    expect(await codeOf(hanging)).toBe("request_timeout");
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

const require = createRequire(import.meta.url);
const serverFile = (name: string) =>
  join(dirname(require.resolve(`@modelcontextprotocol/${name}/package.json`)), "dist/index.js");

function startProcess(args: string[], more: { env?: Record<string, string>; log?: (text: string) => void } = {}) {
  return connect(
    { transport: "stdio", command: process.execPath, args, env: more.env ?? {} },
    { timeoutMs: 20_000 },
    { ...ports, log: more.log ?? (() => {}) },
  );
}
const fault = (name: string, more?: Parameters<typeof startProcess>[1]) =>
  startProcess([join(process.cwd(), "e2e/fixtures/mcp-fault-process.mjs"), name], more);
const give = (connection: Connection, text = "hi") =>
  connection.callTool({ name: "echo", arguments: { text }, key: null }, { timeoutMs: 20_000 });
const isAlive = (pid: number) => {
  try {
    // What has ended and was not fetched by its parent yet is a zombie.
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("a server in a process of its own", () => {
  test("is spoken to, whichever of the protocol's own servers it is", async () => {
    const everything = await startProcess([serverFile("server-everything"), "stdio"]);
    const echo = { name: "echo", arguments: { message: "hello" }, key: null };
    expect((await everything.callTool(echo, limits)).text).toContain("hello");
    expect((await everything.listTools(limits)).length).toBeGreaterThan(5);
    await everything.close();
    const files = await startProcess([serverFile("server-filesystem"), process.cwd()]);
    const tools = await files.listTools(limits);
    expect(tools.find(({ name }) => name === "list_directory")?.annotations.readOnlyHint).toBe(true);
    const listed = await files.callTool(
      { name: "list_directory", arguments: { path: join(process.cwd(), "lib/mcp") }, key: null },
      limits,
    );
    expect(listed.text).toContain("connection.ts");
    await files.close();
    const memory = await startProcess([serverFile("server-memory")]);
    expect((await memory.listTools(limits)).map(({ name }) => name)).toContain("create_entities");
    await memory.close();
  }, 60_000);

  test("gets an environment of its own, and may talk beside the protocol", async () => {
    process.env.WEFT_TEST_PRIVATE = "must-not-be-inherited";
    let log = "";
    const noisy = await fault("noisy", { env: { GIVEN: "yes" }, log: (text) => (log += text) });
    expect((await give(noisy)).text).toBe("hi");
    await noisy.close();
    expect(log).toContain('"GIVEN":"yes"');
    expect(log).toContain("no message: Welcome");
    expect(log).not.toContain("must-not-be-inherited");
    delete process.env.WEFT_TEST_PRIVATE;
  });

  test("that ends in the middle of a call fails it at once, and its log says how", async () => {
    let log = "";
    const crashing = await fault("crash", { log: (text) => (log += text) });
    expect(await codeOf(give(crashing))).toBe("tool_server_failed");
    expect(crashing.isOpen()).toBe(false);
    await expect.poll(() => log).toContain("with the code 3");
    expect(log).toContain("something is broken here");
  });

  test("is ended with what it has started, even where it does not listen", async () => {
    let log = "";
    const read = (what: RegExp) => Number(what.exec(log)?.[1]);
    const parent = await fault("parent", { log: (text) => (log += text) });
    await expect.poll(() => log).toContain("child ");
    const [pid, child] = [read(/started as process (\d+)/), read(/child (\d+)/)];
    expect([isAlive(pid), isAlive(child)]).toEqual([true, true]);
    await parent.close();
    await expect.poll(() => [isAlive(pid), isAlive(child)]).toEqual([false, false]);
    log = "";
    const deaf = await fault("deaf", { log: (text) => (log += text) });
    const deafPid = read(/started as process (\d+)/);
    await deaf.close();
    expect(isAlive(deafPid)).toBe(false);
  }, 20_000);

  test("that can't be started says so", async () => {
    let log = "";
    const missing = connect({ transport: "stdio", command: "/no/such/command", args: [], env: {} }, limits, {
      ...ports,
      log: (text) => (log += text),
    });
    await expect(missing).rejects.toMatchObject({
      code: "tool_server_failed",
      message: "The command /no/such/command isn't there.",
    });
    expect(log).toBe("[weft] The command /no/such/command isn't there.\n");
  });
});
