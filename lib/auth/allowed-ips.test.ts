import { expect, test } from "vitest";
import { ipAllowed } from "./allowed-ips";

test("an empty list allows everyone, even from an unknown address", () => {
  expect(ipAllowed([], "203.0.113.1")).toBe(true);
  expect(ipAllowed([], null)).toBe(true);
});

test("a list allows its addresses and networks only", () => {
  const list = ["203.0.113.7", "10.1.0.0/16", "2001:db8::/32"];
  expect(ipAllowed(list, "203.0.113.7")).toBe(true);
  expect(ipAllowed(list, "10.1.255.3")).toBe(true);
  expect(ipAllowed(list, "2001:db8:1::5")).toBe(true);
  expect(ipAllowed(list, "203.0.113.8")).toBe(false);
  expect(ipAllowed(list, "10.2.0.1")).toBe(false);
  expect(ipAllowed(list, null)).toBe(false);
  expect(ipAllowed(list, "rubbish")).toBe(false);
});

test("an entry that is no network allows nobody, and doesn't stop the others", () => {
  const list = ["10.0.0.0/33", "example.com", "", "1.2.3.4/8/9", "192.0.2.1"];
  expect(ipAllowed(list, "192.0.2.1")).toBe(true);
  expect(ipAllowed(list, "1.2.3.4")).toBe(false);
});
