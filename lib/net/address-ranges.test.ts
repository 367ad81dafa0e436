import { describe, expect, it } from "vitest";
import { isInnerAddress, plainAddress } from "./address-ranges";

const inner = [
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "100.100.100.200",
  "127.0.0.1",
  "127.255.255.254",
  "168.63.129.16",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.192",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::7f00:1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::FFFF:10.0.0.1",
  "0:0:0:0:0:ffff:a9fe:a9fe",
  "::ffff:0:127.0.0.1",
  "64:ff9b::127.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
];
const outer = ["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.0.1.1", "100.63.255.255", "100.128.0.1"];
const outer6 = ["2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::808:808"];

describe("addresses outside of the public internet", () => {
  it.each(inner)("%s is one", (address) => expect(isInnerAddress(address)).toBe(true));
  it.each([...outer, ...outer6])("%s is none", (address) => expect(isInnerAddress(address)).toBe(false));
  it("counts what is no address as one", () => {
    for (const text of ["", "localhost", "1.2.3", "1.2.3.4.5", "::g"]) expect(isInnerAddress(text)).toBe(true);
  });
  it("reads IPv4 out of IPv6", () => {
    expect(plainAddress("::ffff:c0a8:101")).toBe("192.168.1.1");
    expect(plainAddress("64:ff9b::192.168.1.1")).toBe("192.168.1.1");
    expect(plainAddress("2606:4700::1111")).toBe("2606:4700::1111");
  });
});
