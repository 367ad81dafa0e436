// The address a request came from, for limits, allow-lists and the audit log. Believes a forwarding header only as
// far as the configured number of proxies in front of us.

import { isIP } from "node:net";
import { env } from "../env";
import { peerHeader, peerStamp } from "./peer-address";

function plainAddress(text: string | undefined): string | null {
  // IPv4 reached through an IPv6 socket is written ::ffff:1.2.3.4; proxies may add a port.
  const trimmed = (text ?? "").trim().replace(/^::ffff:(?=\d+\.)/i, "");
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  return isIP(bare) ? bare : null;
}

/** The address that `proxies` trusted hops vouch for: the socket's own when there are none. */
export function addressFrom(peer: string | null, forwardedFor: string | null, proxies: number): string | null {
  if (proxies === 0) return plainAddress(peer ?? undefined);
  const hops = (forwardedFor ?? "").split(",").filter((hop) => hop.trim() !== "");
  return plainAddress(hops.at(-proxies) ?? hops[0] ?? peer ?? undefined);
}

/** The address of whoever sent a request; null where it can't be known. */
export function clientAddress(headers: Headers): string | null {
  const [stamp, peer] = (headers.get(peerHeader) ?? "").split(" ");
  const known = stamp && stamp === peerStamp() ? (peer ?? null) : null;
  return addressFrom(known, headers.get("x-forwarded-for"), env().trustedProxies);
}
