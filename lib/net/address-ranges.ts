// Which addresses are not the public internet: private, loopback, link-local, metadata, carrier, multicast, reserved,
// and the IPv6 forms that stand for any of them. Pure; knows nothing of names or settings.

import { BlockList, isIP, isIPv4, isIPv6 } from "node:net";

const ranges4: readonly [string, number][] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carriers' own, some clouds' metadata
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // a cloud's host agent, though the range is public
  ["169.254.0.0", 16], // link-local, most clouds' metadata
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments, some clouds' metadata
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // relays to IPv6
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
];

const ranges6: readonly [string, number][] = [
  ["::", 96], // unspecified, loopback, old forms of IPv4
  ["::ffff:0:0:0", 96], // translated IPv4
  ["64:ff9b:1::", 48],
  ["100::", 64], // discard
  ["2001::", 23], // protocol assignments, Teredo
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // IPv4 inside IPv6
  ["3fff::", 20], // documentation
  ["5f00::", 16], // segment routing
  ["fc00::", 7], // private
  ["fe80::", 10], // link-local
  ["fec0::", 10], // site-local
  ["ff00::", 8], // multicast
];

const inner = new BlockList();
for (const [net, prefix] of ranges4) inner.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of ranges6) inner.addSubnet(net, prefix, "ipv6");

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const pair = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16);
  const hex = dotted ? `${dotted[1]}${pair(dotted[2], dotted[3])}:${pair(dotted[4], dotted[5])}` : address;
  const [head = "", tail] = hex.split("::");
  const read = (text: string | undefined) => (text ? text.split(":").map((group) => Number.parseInt(group, 16)) : []);
  const [before, after] = [read(head), read(tail)];
  return tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
}

/**
 * An address in its plain form: without zone, and as IPv4 where it is IPv4 mapped into IPv6 or reached through a
 * translator, which gives every host such an address on networks that have IPv6 alone.
 */
export function plainAddress(address: string): string {
  const bare = address.split("%", 1)[0] ?? address;
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  const [a, b, c, d, e, f, high = 0, low = 0] = groups;
  const middle = [c, d, e].every((group) => group === 0);
  const isMapped = a === 0 && b === 0 && middle && f === 0xffff;
  const isTranslated = a === 0x64 && b === 0xff9b && middle && f === 0;
  return isMapped || isTranslated ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : bare;
}

/** Whether an IP address is outside of the public internet. What is no IP address counts as outside too. */
export function isInnerAddress(address: string): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return true;
  return inner.check(plain, isIPv4(plain) ? "ipv4" : "ipv6");
}
