// A server that gives back what it was sent, in every way that servers have: as JSON, as a page, encoded, in headers, in
// an error, in a redirect. It keeps what it has seen. Tests only.

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface EchoServer {
  url: string;
  /** Everything it was sent, as one text. */
  seen(): string;
  close(): Promise<void>;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What the way of the address says, such as `/page` or `/redirect`. */
const ways: Record<string, (told: string, response: ServerResponse, request: IncomingMessage) => void> = {
  json: (told, response) => {
    response.setHeader("content-type", "application/json");
    response.setHeader("x-you-sent", encodeURIComponent(told).slice(0, 8_000));
    response.end(told);
  },
  page: (told, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<pre>${told.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)}</pre>`);
  },
  errorPage: (told, response) => {
    response.writeHead(502, { "content-type": "text/html; charset=utf-8" });
    const page = told.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
    response.end(`<!doctype html><html><head><title>Bad gateway</title></head><body><pre>${page}</pre></body></html>`);
  },
  base64: (told, response) => response.end(`You sent ${Buffer.from(told).toString("base64")}.`),
  hex: (told, response) => response.end(Buffer.from(told).toString("hex")),
  nested: (told, response) => response.end(JSON.stringify({ log: JSON.stringify({ request: told }) })),
  large: (told, response) => response.end(`${told}${"x".repeat(300_000)}${told}`),
  refuse: (told, response) => {
    response.statusCode = 403;
    response.end(`Who are you? ${told}`);
  },
  redirect: (told, response) => {
    response.statusCode = 302;
    response.setHeader("location", `http://192.0.2.1/?${new URLSearchParams({ told })}`);
    response.end();
  },
  strangeRedirect: (told, response) => {
    response.statusCode = 302;
    response.setHeader("location", `ftp://${encodeURIComponent(told).slice(0, 2_000)}/`);
    response.end();
  },
  broken: (told, response) => {
    response.setHeader("content-length", String(told.length + 100));
    response.write(told, () => response.destroy());
  },
};

export async function startEchoServer(): Promise<EchoServer> {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "/", "http://echo");
    const { authorization = "" } = request.headers;
    const basic = /^Basic (.+)$/.exec(authorization)?.[1];
    const sent = {
      headers: request.headers,
      signIn: basic === undefined ? authorization : Buffer.from(basic, "base64").toString(),
      path: request.url,
      query: Object.fromEntries(url.searchParams),
      body: Buffer.concat(chunks).toString(),
    };
    const told = JSON.stringify(sent);
    seen.push(told, sent.body, sent.signIn, ...Object.values(sent.query), decodeURIComponent(url.pathname));
    (ways[url.pathname.split("/")[1] ?? ""] ?? ways.json)?.(told, response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen: () => seen.join("\n"),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
