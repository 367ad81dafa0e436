// The fetch that provider libraries are given: every error status becomes our failure here, before a library can wrap
// it in its own way. Knows no provider.

import { type Called, failureOfRefusal, modelFailure } from "./failure";

export type Fetch = typeof globalThis.fetch;

const maxErrorBytes = 65_536;

/** Wraps the guarded fetch for calls of one model. */
export function providerFetch(fetch: Fetch, called: Called): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.ok) {
      throw failureOfRefusal(
        {
          status: response.status,
          body: await readStart(response, maxErrorBytes),
          retryAfter: response.headers.get("retry-after"),
        },
        called,
      );
    }
    const type = response.headers.get("content-type") ?? "";
    if (/text\/html|application\/xhtml/i.test(type)) {
      await response.body?.cancel().catch(() => undefined);
      throw modelFailure("provider_bad_answer", called);
    }
    return response;
  };
}

/** The beginning of a body as text: an error page may be endless. */
async function readStart(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    while (size < maxBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
    }
  } catch {
    // The status alone says enough when the body breaks off.
  }
  await reader.cancel().catch(() => undefined);
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}
