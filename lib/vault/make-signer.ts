// Signs short values that leave the installation and come back, such as what a link names: whoever holds no secret key
// can make none, and nothing of them is stored. Knows neither the environment nor what is signed.

import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export interface Signer {
  /** A text for addresses that carries the bytes and their signature. */
  sign(bytes: Uint8Array): string;
  /** The bytes back; null where the text was not signed here, for this use, or was changed. */
  read(text: string): Buffer | null;
}

const macBytes = 32;
const maxText = 500;

/** A signer for one use that also reads what an earlier secret signed; what is signed for another use is nothing to it. */
export function makeSigner(use: string, secret: string, earlier: readonly string[] = []): Signer {
  const keyOf = (from: string) => Buffer.from(hkdfSync("sha256", from, "weft", `signature: ${use}`, 32));
  const current = keyOf(secret);
  const keys = [current, ...earlier.map(keyOf)];
  const macOf = (key: Buffer, bytes: Uint8Array) => createHmac("sha256", key).update(bytes).digest();
  return {
    sign: (bytes) => Buffer.concat([bytes, macOf(current, bytes)]).toString("base64url"),
    read(text) {
      if (text.length > maxText || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
      const all = Buffer.from(text, "base64url");
      // One text for one value: the last character may carry bits that say nothing.
      if (all.length <= macBytes || all.toString("base64url") !== text) return null;
      const [bytes, mac] = [all.subarray(0, -macBytes), all.subarray(-macBytes)];
      return keys.some((key) => timingSafeEqual(macOf(key, bytes), mac)) ? bytes : null;
    },
  };
}
