import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolderStorage } from "./folder-storage";

const root = mkdtempSync(join(tmpdir(), "weft-files-"));
const storage = makeFolderStorage(join(root, "files"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("what was put is read again, whole and as a stream", async () => {
  await storage.put("w/a/1", bytesOf("größer"));
  expect(Buffer.from((await storage.read("w/a/1")) ?? []).toString()).toBe("größer");
  const opened = await storage.open("w/a/1");
  expect(opened?.bytes).toBe(8);
  expect(await new Response(opened?.stream).text()).toBe("größer");
  expect(readdirSync(join(root, "files/w/a"))).toEqual(["1"]);
});

test("a key may be put again", async () => {
  await storage.put("w/b", bytesOf("one"));
  await storage.put("w/b", bytesOf("two"));
  expect(Buffer.from((await storage.read("w/b")) ?? []).toString()).toBe("two");
});

test("what is not there is told as nothing, and can be removed", async () => {
  expect(await storage.read("w/none")).toBeNull();
  expect(await storage.open("none/at/all")).toBeNull();
  await storage.remove("w/none");
});

test("removing leaves nothing behind, not even what was half written", async () => {
  await storage.put("w/c/1", bytesOf("x"));
  writeFileSync(join(root, "files/w/c/1.new"), "ha");
  await storage.remove("w/c/1");
  expect(readdirSync(join(root, "files/w/c"))).toEqual([]);
});

test.each(["../out", "/etc/passwd", "a/../../b", "", "a//b", "a\u0000b", "A"])("%j is no key", async (key) => {
  await expect(storage.put(key, bytesOf("x"))).rejects.toThrow("not a key");
  await expect(storage.read(key)).rejects.toThrow("not a key");
});
