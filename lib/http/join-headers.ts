// Sends the head of an answer together with the first bytes of its body. Next flushes the head by itself right before
// it writes the body, and each write to a socket costs as much as a tenth of a short run.

import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

let joined = false;

/** Makes every answer of this process keep its head until there is something to send with it, or until it ends. */
export function joinHeaders(): void {
  if (joined) return;
  joined = true;
  subscribe("http.server.request.start", (message) => {
    const { response } = message as { response: ServerResponse };
    response.flushHeaders = () => {};
  });
}
