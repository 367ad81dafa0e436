// Leasing connections, with a driver that only counts.

import { expect, test } from "vitest";
import type { Sql } from "./client";
import { makeLeasePool } from "./lease-pool";

function makePool(most: number, idleMs = 60_000) {
  const made: { lose(): void; ended: boolean }[] = [];
  const pool = makeLeasePool(
    (lose) => {
      const connection = { lose, ended: false };
      made.push(connection);
      const end = async () => {
        connection.ended = true;
      };
      return { end } as unknown as Sql;
    },
    most,
    idleMs,
  );
  return { pool, made };
}

test("a connection that came back is used again", async () => {
  const { pool, made } = makePool(3);
  for (let i = 0; i < 5; i += 1) (await pool.lease()).release();
  expect(made).toHaveLength(1);
});

test("who comes when all are taken waits for the next that is free, in order", async () => {
  const { pool, made } = makePool(2);
  const [first, second] = [await pool.lease(), await pool.lease()];
  const order: number[] = [];
  const third = pool.lease().then((lease) => {
    order.push(3);
    return lease;
  });
  const fourth = pool.lease().then((lease) => {
    order.push(4);
    return lease;
  });
  await new Promise(setImmediate);
  expect(order).toEqual([]);
  second.release();
  expect((await third).client).toBe(second.client);
  first.release();
  expect((await fourth).client).toBe(first.client);
  expect(order).toEqual([3, 4]);
  expect(made).toHaveLength(2);
});

test("a connection that was lost is thrown away, whether it was leased, waited for or idle", async () => {
  const { pool, made } = makePool(1);
  const lease = await pool.lease();
  const next = pool.lease();
  expect(lease.isLost()).toBe(false);
  made[0]?.lose();
  expect(lease.isLost()).toBe(true);
  lease.release();
  const fresh = await next;
  expect(fresh.client).not.toBe(lease.client);
  expect(fresh.isLost()).toBe(false);
  fresh.release();
  made[1]?.lose();
  const third = await pool.lease();
  expect(third.client).not.toBe(fresh.client);
  expect(made.map(({ ended }) => ended)).toEqual([true, true, false]);
});

test("idle connections are closed after a while, and all of them at the end", async () => {
  const { pool, made } = makePool(2, 5);
  (await pool.lease()).release();
  await expect.poll(() => made[0]?.ended).toBe(true);
  await pool.lease();
  await pool.end();
  expect(made.every(({ ended }) => ended)).toBe(true);
});
