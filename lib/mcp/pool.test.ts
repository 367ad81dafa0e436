import { describe, expect, test } from "vitest";
import { AppError } from "../shared/errors";
import type { Connection } from "./connection";
import { SessionOver } from "./failures";
import { makePool, type PoolUse } from "./pool";

/** Connections that only count: what they would say is another test's business. */
function makeServer() {
  const state = { opened: 0, closed: 0, last: () => {} };
  const open = async (): Promise<Connection> => {
    state.opened += 1;
    let tell = () => {};
    let isOpen = true;
    const end = () => {
      if (!isOpen) return;
      isOpen = false;
      state.closed += 1;
      tell();
    };
    state.last = end;
    return {
      transport: "http",
      info: { name: "s", version: "1", title: null, instructions: null },
      latencyMs: 1,
      listTools: async () => [],
      callTool: async () => ({ text: "", value: "", isError: false }),
      ping: async () => {},
      close: async () => end(),
      isOpen: () => isOpen,
      onClose: (listener) => {
        tell = listener;
      },
      onToolsChanged: () => {},
    };
  };
  return Object.assign(state, { open });
}
type Server = ReturnType<typeof makeServer>;
const use = (server: Server, more: Partial<PoolUse<unknown>> = {}): PoolUse<unknown> => ({
  key: "a",
  fingerprint: "1",
  isCostly: false,
  open: server.open,
  work: async () => "done",
  ...more,
});

describe("a pool of connections", () => {
  test("opens one for many uses at a time, and another when it was made of something else", async () => {
    const [pool, server] = [makePool(), makeServer()];
    await Promise.all([1, 2, 3].map(() => pool.use(use(server))));
    expect(server.opened).toBe(1);
    await pool.use(use(server, { fingerprint: "2" }));
    expect(server.opened).toBe(2);
    await expect.poll(() => server.closed).toBe(1);
    await pool.closeAll();
    expect(server.closed).toBe(2);
  });

  test("closes what nobody has used for a while", async () => {
    const [pool, server] = [makePool(() => performance.now(), 30), makeServer()];
    await pool.use(use(server));
    expect(server.closed).toBe(0);
    await expect.poll(() => server.closed).toBe(1);
    await pool.use(use(server));
    expect(server.opened).toBe(2);
    await pool.closeAll();
  });

  test("opens anew after the other side has closed, and once more where a session was over", async () => {
    const [pool, server] = [makePool(), makeServer()];
    await pool.use(use(server));
    server.last();
    await pool.use(use(server));
    expect(server.opened).toBe(2);
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries === 1) throw new SessionOver("over");
      return "again";
    };
    expect(await pool.use(use(server, { work }))).toBe("again");
    expect([tries, server.opened]).toEqual([2, 3]);
    await pool.closeAll();
  });

  test("two who hear at once that a session is over share the next one, which stays open", async () => {
    const [pool, server] = [makePool(), makeServer()];
    const used: Connection[] = [];
    const late = Promise.withResolvers<void>();
    const working = (wait: Promise<void>) => async (connection: Connection) => {
      used.push(connection);
      if (used.length <= 2) {
        await wait;
        throw new SessionOver("over");
      }
      late.resolve();
      // As long as the other one needs to come back.
      await new Promise((resolve) => setTimeout(resolve, 20));
      return connection.isOpen();
    };
    const both = [
      pool.use(use(server, { work: working(Promise.resolve()) })),
      pool.use(use(server, { work: working(late.promise) })),
    ];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect([new Set(used).size, server.opened]).toEqual([2, 2]);
    await pool.closeAll();
  });

  test("a session that is over again is a fault of the server, in words", async () => {
    const [pool, server] = [makePool(), makeServer()];
    const work = async () => {
      throw new SessionOver("The tool server has forgotten the session.");
    };
    await expect(pool.use(use(server, { work }))).rejects.toMatchObject({ code: "tool_server_bad_answer" });
    await pool.closeAll();
  });

  test("leaves a process alone for longer and longer when it ends again and again", async () => {
    let now = 0;
    const [pool, server] = [makePool(() => now), makeServer()];
    const failing = use(server, {
      isCostly: true,
      open: async () => {
        server.opened += 1;
        throw new AppError("tool_server_failed", "no");
      },
    });
    const tryAt = async (at: number) => {
      now = at;
      await expect(pool.use(failing)).rejects.toThrow();
      return server.opened;
    };
    expect(await tryAt(0)).toBe(1);
    expect(await tryAt(900)).toBe(1);
    expect(await tryAt(1_100)).toBe(2);
    expect(await tryAt(2_900)).toBe(2);
    expect(await tryAt(3_200)).toBe(3);
    // What a person changes is tried at once.
    await pool.drop("a");
    expect(await tryAt(3_300)).toBe(4);
  });

  test("lets a caller go who does not want to wait for a slow start, and keeps the start", async () => {
    const [pool, server] = [makePool(), makeServer()];
    const gate = Promise.withResolvers<void>();
    const slow = async () => {
      await gate.promise;
      return server.open();
    };
    const caller = new AbortController();
    const going = pool.use(use(server, { open: slow, signal: caller.signal }));
    caller.abort(new AppError("run_cancelled", "Stopped."));
    await expect(going).rejects.toMatchObject({ code: "run_cancelled" });
    gate.resolve();
    expect(await pool.use(use(server))).toBe("done");
    expect(server.opened).toBe(1);
    await pool.closeAll();
  });
});
