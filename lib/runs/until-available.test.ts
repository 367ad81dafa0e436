// Waiting for the database, with a clock of the test's own.

import { expect, test } from "vitest";
import { untilAvailable } from "./until-available";

const away = () => Object.assign(new Error("the database system is starting up"), { code: "57P03" });

function clockOf() {
  let now = 0;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      now += ms;
    },
  };
}

test("a database that comes back is waited for", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 4) throw new Error("Failed query", { cause: away() });
    return "read";
  };
  expect(await untilAvailable(work, undefined, clockOf())).toBe("read");
  expect(tries).toBe(4);
});

test("what is no fault of the connection is thrown at once", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw Object.assign(new Error("duplicate"), { code: "23505" });
  };
  await expect(untilAvailable(work, undefined, clockOf())).rejects.toThrow("duplicate");
  expect(tries).toBe(1);
});

test("a database that stays away, and a node that is stopped, end the waiting", async () => {
  const clock = clockOf();
  const work = async () => {
    throw away();
  };
  await expect(untilAvailable(work, undefined, clock)).rejects.toThrow("starting up");
  expect(clock.now()).toBe(60_000);
  await expect(untilAvailable(work, AbortSignal.abort("cancelled"), clockOf())).rejects.toThrow("starting up");
});
