// The small decisions of the start script: options, home, keys, stamps.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseHome, openHome, readKeys } from "./home.mjs";
import { announceInstance, findInstance } from "./instance-file.mjs";
import { readOptions } from "./options.mjs";
import { stampSources } from "./source-stamp.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "weft-start-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("options", () => {
  test("only this machine is served unless asked", () => {
    expect(readOptions([], {})).toEqual({ port: 3000, host: "127.0.0.1", dev: false, only: undefined });
  });

  test("the command line wins over PORT", () => {
    expect(readOptions(["--port", "4000", "--host", "0.0.0.0", "--dev"], { PORT: "5000" })).toEqual({
      port: 4000,
      host: "0.0.0.0",
      dev: true,
      only: undefined,
    });
    expect(readOptions([], { PORT: "5000" })).toMatchObject({ port: 5000 });
  });

  test.each([["0"], ["65536"], ["3e3x"], ["80.5"]])("port %s is refused in words", (port) => {
    expect(() => readOptions(["--port", port], {})).toThrow("which is not a port");
  });

  test("one part alone needs a database that others can share", () => {
    expect(readOptions(["--only", "worker"], { DATABASE_URL: "postgresql://x" })).toMatchObject({ only: "worker" });
    expect(() => readOptions(["--only", "web"], {})).toThrow("set DATABASE_URL");
    expect(() => readOptions(["--only", "queue"], { DATABASE_URL: "postgresql://x" })).toThrow("must be web or worker");
  });

  test("an unknown option shows what there is", () => {
    expect(() => readOptions(["--prot", "1"], {})).toThrow("Usage: npm start");
  });
});

describe("home", () => {
  test("WEFT_HOME decides", () => {
    expect(chooseHome("/x/checkout", { WEFT_HOME: "/data/weft" })).toBe("/data/weft");
  });

  test("keys are made once, kept to the owner, and given by variables where set", () => {
    openHome(folder);
    const first = readKeys(folder, {});
    expect(readKeys(folder, {})).toEqual(first);
    expect(first.WEFT_SECRET_KEY).not.toBe(first.AUTH_SECRET);
    expect(statSync(join(folder, "keys", "secret-key")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "keys")).mode & 0o777).toBe(0o700);
    expect(readKeys(folder, { WEFT_SECRET_KEY: "given" })).toEqual({ ...first, WEFT_SECRET_KEY: "given" });
  });

  test("a folder of keys that others could read is closed", () => {
    mkdirSync(join(folder, "keys"));
    chmodSync(join(folder, "keys"), 0o755);
    openHome(folder);
    expect(statSync(join(folder, "keys")).mode & 0o777).toBe(0o700);
  });

  test("a file in the folder's place is told in words", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openHome(join(folder, "file"))).toThrow("there is a file where a folder is needed");
    expect(() => openHome(join(folder, "file", "deep"))).toThrow("is a file, not a folder");
  });

  test.runIf(process.platform === "linux")("a file system that keeps no folders is refused, not asked for ever", () => {
    for (const home of ["/proc/weft", "/proc/weft/deep"])
      expect(() => openHome(home)).toThrow(/Creating \/proc\/weft\S* failed/);
  });

  test("every folder on the way is made", () => {
    const home = join(folder, "a", "b", "c");
    openHome(home);
    openHome(home);
    expect(statSync(join(home, "keys")).mode & 0o777).toBe(0o700);
  });

  test("a running instance is found, one that is gone is not", () => {
    openHome(folder);
    const withdraw = announceInstance(folder, { url: "http://localhost:1", databaseUrl: "postgresql://x" });
    expect(findInstance(folder)).toMatchObject({ pid: process.pid, url: "http://localhost:1" });
    const file = join(folder, "keys", "instance.json");
    writeFileSync(file, readFileSync(file, "utf8").replace(/"started":"\d+"/, '"started":"1"'));
    expect(findInstance(folder)).toBeUndefined();
    withdraw();
  });
});

describe("stamp", () => {
  const plant = (path, text) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const stamp = () => stampSources(folder, "v24.0.0");

  test("changes with what is built and with nothing else", () => {
    plant("lib/runs/a.ts", "1");
    const before = stamp();
    plant("lib/runs/a.test.ts", "test");
    plant("README.md", "text");
    expect(stamp()).toBe(before);
    plant("lib/runs/a.ts", "2");
    const changed = stamp();
    expect(changed).not.toBe(before);
    plant("messages/en/common.json", "{}");
    expect(stamp()).not.toBe(changed);
    expect(stampSources(folder, "v25.0.0")).not.toBe(stamp());
  });
});
