import { expect, test } from "vitest";
import { isAllowEntry } from "../net/allow-list";
import { hostRuleSchema } from "./contract";

const entries = [
  "ollama.lan",
  "localhost:11434",
  "*.corp.example",
  "10.1.0.0/16",
  "192.168.1.5",
  "192.168.1.5:8080",
  "fd00::/8",
  "fd00::1",
  "[fd00::1]:8080",
];

test("what the form accepts is what the guarded client understands", () => {
  for (const entry of entries) {
    expect(hostRuleSchema.safeParse(entry).success, entry).toBe(true);
    expect(isAllowEntry(entry), entry).toBe(true);
  }
});

test("anything else is refused before it is stored", () => {
  for (const entry of ["", "http://ollama.lan", "10.0.0.0/33", "a b", "host:port", "<script>", "x".repeat(300)]) {
    expect(hostRuleSchema.safeParse(entry).success, entry).toBe(false);
  }
});
