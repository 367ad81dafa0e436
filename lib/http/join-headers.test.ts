import { createServer, get, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { joinHeaders } from "./join-headers";

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

/** What a client gets from a server that answers so. */
async function ask(listener: RequestListener): Promise<{ status: number | undefined; text: string }> {
  const server = createServer(listener);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
    }).on("error", reject);
  });
}

test("the head of an answer leaves with the first bytes of its body", async () => {
  joinHeaders();
  const sent: boolean[] = [];
  const answer = await ask((_request, response) => {
    response.statusCode = 201;
    response.flushHeaders();
    sent.push(response.headersSent);
    response.write("first ");
    sent.push(response.headersSent);
    response.end("last");
  });
  expect(answer).toEqual({ status: 201, text: "first last" });
  expect(sent).toEqual([false, true]);
});

test("an answer without a body still has its head", async () => {
  joinHeaders();
  const answer = await ask((_request, response) => {
    response.statusCode = 204;
    response.flushHeaders();
    response.end();
  });
  expect(answer).toEqual({ status: 204, text: "" });
});
