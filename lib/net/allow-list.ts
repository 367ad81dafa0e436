// Which inner addresses may be called all the same, as an administrator listed them: hosts, hosts with a port, names
// below a domain, addresses, networks. Pure; where the list is kept is the caller's business.

import { BlockList, isIP, isIPv4 } from "node:net";
import { plainAddress } from "./address-ranges";

export interface AllowList {
  /** Whether a host of a URL is listed by its name, so that wherever the name leads is allowed. */
  allowsHost(hostname: string, port: number): boolean;
  /** Whether an address is listed, or lies in a listed network. */
  allowsAddress(address: string, port: number): boolean;
}

const hostPattern = /^(\*\.)?(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/;

interface Entry {
  kind: "host" | "below" | "network";
  name: string;
  prefix: number;
  port: number | null;
}

function parsePort(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** Reads one entry: `ollama.lan`, `localhost:11434`, `*.corp.example`, `10.1.0.0/16`, `[fd00::1]:8080`. */
function parseEntry(text: string): Entry | null {
  const entry = text.trim().toLowerCase();
  const network = /^(.+)\/(\d{1,3})$/.exec(entry);
  if (network) {
    const [name, prefix] = [network[1] ?? "", Number(network[2])];
    const bits = isIP(name) === 4 ? 32 : isIP(name) === 6 ? 128 : -1;
    return prefix <= bits ? { kind: "network", name, prefix, port: null } : null;
  }
  if (isIP(entry)) return { kind: "network", name: entry, prefix: isIPv4(entry) ? 32 : 128, port: null };
  const parts = /^(?:\[([^\]]+)\]|([^:]+))(?::(.+))?$/.exec(entry);
  const port = parsePort(parts?.[3]);
  const name = (parts?.[1] ?? parts?.[2] ?? "").replace(/\.$/, "");
  if (!parts || port === undefined) return null;
  if (isIP(name)) return { kind: "network", name, prefix: isIPv4(name) ? 32 : 128, port };
  if (!hostPattern.test(name)) return null;
  return name.startsWith("*.")
    ? { kind: "below", name: name.slice(1), prefix: 0, port }
    : { kind: "host", name, prefix: 0, port };
}

/** Whether a text can be an entry of the list. */
export function isAllowEntry(text: string): boolean {
  return parseEntry(text) !== null;
}

/** Makes the list; entries that can't be read allow nothing. */
export function parseAllowList(entries: readonly string[]): AllowList {
  const parsed = entries.flatMap((text) => parseEntry(text) ?? []);
  const networks = parsed
    .filter((entry) => entry.kind === "network")
    .map((entry) => {
      const list = new BlockList();
      list.addSubnet(entry.name, entry.prefix, isIPv4(entry.name) ? "ipv4" : "ipv6");
      return { list, port: entry.port };
    });
  return {
    allowsHost(hostname, port) {
      const name = hostname.toLowerCase().replace(/\.$/, "");
      return parsed.some(
        (entry) =>
          (entry.port === null || entry.port === port) &&
          ((entry.kind === "host" && entry.name === name) || (entry.kind === "below" && name.endsWith(entry.name))),
      );
    },
    allowsAddress(address, port) {
      const plain = plainAddress(address);
      const family = isIP(plain);
      if (family === 0) return false;
      return networks.some(
        (network) =>
          (network.port === null || network.port === port) && network.list.check(plain, family === 4 ? "ipv4" : "ipv6"),
      );
    },
  };
}

/** Nothing but the public internet. */
export const allowNothing: AllowList = parseAllowList([]);
