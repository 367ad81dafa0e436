// Reads the body of an answer: unpacked, and never more than was asked for, however small it was packed.

import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { AppError } from "../shared/errors";
import { netError } from "./net-errors";

const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

export interface BodyLimits {
  host: string;
  /** Of the unpacked body. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

function tooLarge({ host, maxBytes }: BodyLimits): AppError {
  return new AppError("response_too_large", `${host} sent more than ${maxBytes} bytes.`, {
    params: { host, maxBytes },
  });
}

/** Fails at once where a body says beforehand that it is too large. */
export function checkDeclaredLength(length: string | undefined, limits: BodyLimits): void {
  if (length !== undefined && Number(length) > limits.maxBytes) throw tooLarge(limits);
}

function unpack(body: Readable, encoding: string | undefined): Readable {
  const names = (encoding ?? "").toLowerCase().split(",");
  let stream = body;
  // Packed twice is legal and nobody does it; more is an attack on memory.
  for (const name of names.slice(-2).reverse()) {
    const make = decoders[name.trim()];
    if (!make) continue;
    const source = stream;
    const decoder = make();
    source.on("error", (error) => decoder.destroy(error));
    decoder.on("close", () => source.destroy());
    stream = source.pipe(decoder);
  }
  return stream;
}

/** The chunks of a body, unpacked; throws one of our codes where it fails or grows too large. */
export async function* readChunks(
  body: Readable,
  encoding: string | undefined,
  limits: BodyLimits,
): AsyncGenerator<Uint8Array> {
  const stream = unpack(body, encoding);
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const part: Uint8Array = chunk;
      bytes += part.byteLength;
      if (bytes > limits.maxBytes) throw tooLarge(limits);
      yield part;
    }
  } catch (error) {
    if (limits.signal?.aborted) throw limits.signal.reason;
    throw netError(error, limits.host);
  } finally {
    // Also where the reader leaves early: an abandoned body would keep its connection.
    body.destroy();
  }
}

/** The whole body as text in the charset it names, UTF-8 unless said. */
export async function readText(chunks: AsyncIterable<Uint8Array>, contentType: string | undefined): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  return decoderOf(charset).decode(Buffer.concat(parts));
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset nobody knows: what is ASCII in it still reads right.
    return new TextDecoder();
  }
}
