import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isGone, readBirth, readMachine } from "./identity";

function startSleeper(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  if (child.pid === undefined) throw new Error("did not start");
  return Object.assign(child, { pid: child.pid });
}

test("the machine is the same at every look", () => {
  expect(readMachine()).not.toBe("");
  expect(readMachine()).toBe(readMachine());
});

test("a process is there until it has been killed, stopped or not", async () => {
  const child = startSleeper();
  const birth = readBirth(child.pid);
  expect(isGone(child.pid, birth)).toBe(false);
  child.kill("SIGSTOP");
  expect(isGone(child.pid, birth)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isGone(child.pid, birth)).toBe(true);
});

test.runIf(process.platform === "linux")("another process of the same number is not the one that was meant", () => {
  expect(isGone(process.pid, `${readBirth(process.pid)}1`)).toBe(true);
  expect(isGone(process.pid, readBirth(process.pid))).toBe(false);
});

test("a process of which nothing but its number is known is only gone when nobody has the number", () => {
  expect(isGone(process.pid, "")).toBe(false);
  expect(isGone(2_147_483_646, "")).toBe(true);
});
