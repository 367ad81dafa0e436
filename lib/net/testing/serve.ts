// A small HTTP server on loopback for tests, with a policy that allows exactly this server.

import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { parseAllowList } from "../allow-list";
import type { NetPolicy } from "../send-request";

export interface TestServer extends AsyncDisposable {
  url: string;
  port: number;
  /** Allows this server under 127.0.0.1 and nothing else. */
  policy: NetPolicy;
  connections(): Promise<number>;
}

/** Starts a server; `await using` stops it. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    policy: { allow: parseAllowList([`127.0.0.1:${port}`]) },
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
