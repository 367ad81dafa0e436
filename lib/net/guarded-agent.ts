// Connections that can only be opened to addresses that are allowed. The check is made on the resolved addresses at
// the moment of connecting and these are what is connected to, so a name that answers differently a second time
// gains nothing.

import { lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { AppError } from "../shared/errors";
import { isInnerAddress } from "./address-ranges";
import type { AllowList } from "./allow-list";

export interface ResolvedAddress {
  address: string;
  family: number;
}
/** Finds the addresses of a name. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

const connectTimeoutMs = 10_000;

/** The machine's own resolver. */
const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

export function blockedError(host: string): AppError {
  return new AppError("address_blocked", `${host} is a private or reserved address, which may not be called.`, {
    params: { host },
  });
}

/** The name or address in a URL's host, without the brackets of IPv6. */
function bareHost(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

function mayConnect(allow: AllowList, host: string, port: number, address: string): boolean {
  return !isInnerAddress(address) || allow.allowsAddress(address, port) || allow.allowsHost(host, port);
}

/** Throws `address_blocked` where a URL names an address that may not be called; names are checked on connecting. */
export function checkLiteralAddress(url: URL, allow: AllowList): void {
  const host = bareHost(url.hostname);
  if (isIP(host) && !mayConnect(allow, host, portOf(url), host)) throw blockedError(host);
}

/** The port a URL leads to. */
function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

/** Makes a pool of connections under a list of what is allowed beyond the public internet. */
export function makeGuardedAgent(allow: AllowList, resolve: Resolve = resolveBySystem): Dispatcher {
  const connectorFor = (port: number) =>
    buildConnector({
      timeout: connectTimeoutMs,
      lookup(hostname, options, callback) {
        resolve(hostname).then(
          (found) => {
            const wanted = options.family === 4 || options.family === 6 ? options.family : 0;
            const usable = found.filter((one) => wanted === 0 || one.family === wanted);
            // One forbidden address is enough: a name that mixes them is an attempt to get through.
            const forbidden = found.some((one) => !mayConnect(allow, hostname, port, one.address));
            const first = usable[0];
            if (forbidden) callback(blockedError(hostname), "", 4);
            else if (!first) callback(noAddress(hostname), "", 4);
            else if (options.all) callback(null, usable);
            else callback(null, first.address, first.family);
          },
          (error: unknown) => callback(error instanceof Error ? error : noAddress(hostname), "", 4),
        );
      },
    });
  // Connectors keep TLS sessions to resume, so each port has one rather than each connection.
  const connectors = new Map<number, ReturnType<typeof connectorFor>>();
  return new Agent({
    keepAliveTimeout: 10_000,
    connections: 256,
    pipelining: 1,
    connect(options, callback) {
      const port = options.port === "" ? (options.protocol === "https:" ? 443 : 80) : Number(options.port);
      const host = bareHost(options.hostname);
      if (isIP(host) && !mayConnect(allow, host, port, host)) return callback(blockedError(host), null);
      let connector = connectors.get(port);
      if (!connector) {
        connector = connectorFor(port);
        connectors.set(port, connector);
      }
      connector(options, callback);
    },
  });
}

function noAddress(hostname: string): Error {
  return Object.assign(new Error(`no address for ${hostname}`), { code: "ENOTFOUND" });
}
