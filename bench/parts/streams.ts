// One streamed answer, timed: when its first text came and when it was over. The same for a model server called
// directly and for the product's own streams.

import { type Agent, request } from "undici";

export interface StreamTimes {
  firstMs: number;
  wholeMs: number;
}

export interface StreamCall {
  url: string;
  headers?: Record<string, string>;
  body: object;
  /** Found in the first piece of the stream that carries text of the answer. */
  marker: RegExp;
}

/** Posts and reads the stream to its end. */
export async function timeStream(agent: Agent, { url, headers = {}, body, marker }: StreamCall): Promise<StreamTimes> {
  const begun = performance.now();
  const answer = await request(url, {
    method: "POST",
    dispatcher: agent,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  let firstMs: number | null = null;
  let text = "";
  for await (const chunk of answer.body) {
    if (firstMs !== null) continue;
    text += chunk.toString();
    if (marker.test(text)) firstMs = performance.now() - begun;
  }
  if (answer.statusCode !== 200 || firstMs === null) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
  return { firstMs, wholeMs: performance.now() - begun };
}
