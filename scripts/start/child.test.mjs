import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startedAt } from "../process/identity.mjs";
import { keepRunning } from "./child.mjs";

const run = (script, write, more = {}) =>
  keepRunning({ name: "child", command: process.execPath, args: ["-e", script], env: process.env, write, ...more });

async function until(condition) {
  const end = Date.now() + 8_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("did not happen");
    await sleep(20);
  }
}

test("a crashed child is started again and says why", async () => {
  const lines = [];
  const child = run(`console.log("up", process.pid); setInterval(() => {}, 1000)`, (line) => lines.push(line));
  const pids = () => lines.filter((line) => line.startsWith("up")).map((line) => Number(line.split(" ")[1]));
  await until(() => pids().length === 1);
  process.kill(pids()[0], "SIGKILL");
  await until(() => pids().length === 2);
  expect(lines).toContain("The child was ended by SIGKILL; starting it again.");
  await child.stop();
  expect(startedAt(pids()[1])).toBeUndefined();
});

test("a child that can't stay up is given up with a sentence", async () => {
  const child = run("process.exit(3)", () => {});
  expect(await child.failed).toBe("The child ended with code 3, 5 times within a minute.");
}, 15_000);

test("stopping takes the child's own children with it, also those that refuse", async () => {
  const lines = [];
  const stubborn = `process.on("SIGTERM", () => {}); console.log("deep", process.pid); setInterval(() => {}, 1000)`;
  const child = run(
    `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`,
    (line) => lines.push(line),
  );
  await until(() => lines.some((line) => line.startsWith("deep")));
  await child.stop();
  const deep = Number(lines.find((line) => line.startsWith("deep")).split(" ")[1]);
  await until(() => startedAt(deep) === undefined);
});

test("a child that does not end in time is ended", async () => {
  const lines = [];
  const child = run(
    `process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)`,
    (line) => lines.push(line),
    {
      patience: 200,
    },
  );
  await until(() => lines.includes("up"));
  const begun = Date.now();
  await child.stop();
  expect(Date.now() - begun).toBeGreaterThan(150);
});

test.each(["", 'process.on("SIGTERM", () => {});'])("a killed supervisor leaves no child behind (%j)", async (deaf) => {
  const module = new URL("./child.mjs", import.meta.url).href;
  const args = ["-e", `${deaf} console.log(process.pid); setInterval(() => {}, 1000)`];
  const script = `import { keepRunning } from ${JSON.stringify(module)};
    keepRunning({ name: "child", command: process.execPath, args: ${JSON.stringify(args)}, patience: 1000,
      env: process.env, write: (line) => console.log(line) });`;
  const supervisor = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise((done) => supervisor.stdout.once("data", (text) => done(Number(text))));
  expect(startedAt(pid)).toBeDefined();
  supervisor.kill("SIGKILL");
  await until(() => startedAt(pid) === undefined);
});
