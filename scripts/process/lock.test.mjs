import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock.mjs";

let folder;
let path;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "weft-lock-"));
  path = join(folder, "x.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const module = new URL("./lock.mjs", import.meta.url).href;

/** A process that takes the lock, says "mine" or "theirs", and keeps what it has until it is killed. */
function contender() {
  const script = `import { takeLock } from ${JSON.stringify(module)};
    const lock = await takeLock(${JSON.stringify(path)});
    console.log(lock.release ? "mine" : "theirs");
    if (lock.release) setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise((done) => child.stdout.once("data", (text) => done(text.toString().trim())));
  const exited = new Promise((done) => child.once("exit", done));
  return { child, said, exited };
}

test("a living holder is named, and released makes way", async () => {
  const first = await takeLock(path);
  expect((await takeLock(path)).holder).toMatchObject({ pid: process.pid });
  first.release();
  expect(existsSync(path)).toBe(false);
  const second = await takeLock(path);
  expect(second.holder).toBeUndefined();
  second.release();
});

test("what a killed holder left is taken over", async () => {
  const other = contender();
  expect(await other.said).toBe("mine");
  expect((await takeLock(path)).holder).toMatchObject({ pid: other.child.pid });
  other.child.kill("SIGKILL");
  await other.exited;
  const lock = await takeLock(path);
  expect(lock.holder).toBeUndefined();
  lock.release();
});

test("a process that got the dead holder's number does not count as the holder", async () => {
  writeFileSync(
    path,
    JSON.stringify({ pid: process.pid, started: "long ago", host: (await import("node:os")).hostname() }),
  );
  const lock = await takeLock(path);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
  expect(lock.holder).toBeUndefined();
  lock.release();
});

test("another machine's lock holds while it is touched and ends when it is silent", async () => {
  writeFileSync(path, JSON.stringify({ pid: 1, started: "1", host: "elsewhere.invalid" }));
  const touching = setInterval(() => utimesSync(path, new Date(), new Date()), 500);
  expect((await takeLock(path)).holder).toEqual({ pid: 1, host: "elsewhere.invalid" });
  clearInterval(touching);
  utimesSync(path, new Date(0), new Date(0));
  const lock = await takeLock(path);
  expect(lock.holder).toBeUndefined();
  lock.release();
}, 10_000);

test("a broken lock file stops nobody", async () => {
  writeFileSync(path, "{");
  const lock = await takeLock(path);
  expect(lock.holder).toBeUndefined();
  lock.release();
});

test("of many who find a dead holder's lock, one gets it", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(path, JSON.stringify({ pid: dead, started: "1", host: (await import("node:os")).hostname() }));
  const contenders = Array.from({ length: 6 }, contender);
  const answers = await Promise.all(contenders.map(({ said }) => said));
  for (const { child } of contenders) child.kill("SIGKILL");
  expect(answers.filter((answer) => answer === "mine")).toHaveLength(1);
}, 20_000);
