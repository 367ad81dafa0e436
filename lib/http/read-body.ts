// Reads a request's JSON body without trusting it: capped while it arrives, refused when too deep, made storable.
// Knows nothing of operations.

import { AppError } from "../shared/errors";
import { type Json, storableJson } from "../shared/json";

const maxDepth = 100;

/** Whether brackets outside of strings nest deeper than `limit`; one pass, so a hostile text can't exhaust the stack. */
export function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > limit) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}

/** The body as text; throws `body_too_large` as soon as more than `maxBytes` have come. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new AppError("body_too_large", `The body is larger than ${maxBytes} bytes.`, { params: { maxBytes } });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => {
      throw new AppError("invalid_request", "The body broke off.", { cause });
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as a JSON value that PostgreSQL can store. */
export async function readJson(request: Request, maxBytes: number): Promise<Json> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const text = await readText(request, maxBytes);
  if (text !== "" && type !== "application/json") {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  if (text === "") return null;
  if (nestsDeeperThan(text, maxDepth)) {
    throw new AppError("invalid_json", `The body nests deeper than ${maxDepth} levels.`);
  }
  try {
    return storableJson(JSON.parse(text) as Json);
  } catch (cause) {
    throw new AppError("invalid_json", "The body is not valid JSON.", { cause });
  }
}
