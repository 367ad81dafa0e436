// The list of addresses and networks from which an API key may be used. Pure apart from Node's address parser.

import { BlockList, isIP } from "node:net";

const family = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

function parseNetwork(entry: string): { address: string; bits: number } | null {
  const [address = "", bits, ...rest] = entry.trim().split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const most = version === 6 ? 128 : 32;
  if (bits === undefined) return { address, bits: most };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? { address, bits: Number(bits) } : null;
}

/** Whether an address is in the list; an empty list allows every address, an unknown address only that. */
export function ipAllowed(list: readonly string[], address: string | null): boolean {
  if (list.length === 0) return true;
  if (!address || isIP(address) === 0) return false;
  const networks = new BlockList();
  for (const entry of list) {
    const network = parseNetwork(entry);
    if (network) networks.addSubnet(network.address, network.bits, family(network.address));
  }
  return networks.check(address, family(address));
}
