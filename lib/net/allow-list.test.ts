import { describe, expect, it } from "vitest";
import { allowNothing, isAllowEntry, parseAllowList } from "./allow-list";

describe("the list of allowed inner addresses", () => {
  it("allows a host by name, whatever its case and final dot", () => {
    const list = parseAllowList([" Ollama.LAN "]);
    expect(list.allowsHost("ollama.lan", 80)).toBe(true);
    expect(list.allowsHost("OLLAMA.lan.", 11434)).toBe(true);
    expect(list.allowsHost("evil-ollama.lan", 80)).toBe(false);
    expect(list.allowsHost("ollama.lan.evil.example", 80)).toBe(false);
  });
  it("keeps to a port where one is named", () => {
    const list = parseAllowList(["localhost:11434", "127.0.0.1:8080", "[::1]:8080"]);
    expect(list.allowsHost("localhost", 11434)).toBe(true);
    expect(list.allowsHost("localhost", 5432)).toBe(false);
    expect(list.allowsAddress("127.0.0.1", 8080)).toBe(true);
    expect(list.allowsAddress("127.0.0.1", 5432)).toBe(false);
    expect(list.allowsAddress("::1", 8080)).toBe(true);
  });
  it("allows names below a domain but not the domain itself", () => {
    const list = parseAllowList(["*.corp.example"]);
    expect(list.allowsHost("crm.corp.example", 443)).toBe(true);
    expect(list.allowsHost("corp.example", 443)).toBe(false);
    expect(list.allowsHost("notcorp.example", 443)).toBe(false);
  });
  it("allows networks, also for IPv4 mapped into IPv6", () => {
    const list = parseAllowList(["10.1.0.0/16", "fd00::/8"]);
    expect(list.allowsAddress("10.1.200.3", 80)).toBe(true);
    expect(list.allowsAddress("::ffff:10.1.0.1", 80)).toBe(true);
    expect(list.allowsAddress("10.2.0.1", 80)).toBe(false);
    expect(list.allowsAddress("fd12::1", 80)).toBe(true);
    expect(list.allowsAddress("no address", 80)).toBe(false);
  });
  it("does not take a name for an address", () => {
    expect(parseAllowList(["127.0.0.1"]).allowsHost("127.0.0.1", 80)).toBe(false);
    expect(allowNothing.allowsAddress("127.0.0.1", 80)).toBe(false);
  });
  it("tells what can't be an entry", () => {
    for (const text of [
      "",
      "*",
      "http://x",
      "10.0.0.0/33",
      "::/129",
      "a b",
      "host:0",
      "host:70000",
      "10.0.0/8",
      "*.*.x",
    ]) {
      expect(isAllowEntry(text), text).toBe(false);
      expect(parseAllowList([text]).allowsHost(text, 80), text).toBe(false);
    }
    for (const text of ["x", "x.y", "*.y", "10.0.0.0/8", "::1", "[::1]:80", "x:1"])
      expect(isAllowEntry(text), text).toBe(true);
  });
});
