import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { addressFrom } from "./client-address";
import { peerHeader, peerStamp, stampPeerAddresses } from "./peer-address";

test("without proxies only the socket counts, whatever the caller claims", () => {
  expect(addressFrom("203.0.113.9", "10.0.0.1", 0)).toBe("203.0.113.9");
  expect(addressFrom(null, "10.0.0.1", 0)).toBeNull();
});

test("each trusted proxy vouches for one entry from the right", () => {
  const header = "6.6.6.6, 198.51.100.7, 10.0.0.2";
  expect(addressFrom("10.0.0.1", header, 1)).toBe("10.0.0.2");
  expect(addressFrom("10.0.0.1", header, 2)).toBe("198.51.100.7");
});

test("addresses are compared in one form", () => {
  expect(addressFrom("::ffff:192.0.2.1", null, 0)).toBe("192.0.2.1");
  expect(addressFrom("x", "192.0.2.1:4711", 1)).toBe("192.0.2.1");
  expect(addressFrom("x", "[2001:db8::1]:443", 1)).toBe("2001:db8::1");
  expect(addressFrom("x", "not an address", 1)).toBeNull();
});

test("the stamp replaces what a caller put into the header", async () => {
  stampPeerAddresses();
  const seen = Promise.withResolvers<string | string[] | undefined>();
  const server = createServer((request, response) => {
    seen.resolve(request.headers[peerHeader]);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}/`, { headers: { [peerHeader]: "forged 1.1.1.1" } });
  server.close();
  expect(await seen.promise).toBe(`${peerStamp()} 127.0.0.1`);
});
