// Seals short secrets (a provider's key, a token) into text that may lie in the database: AES-256-GCM with the id of
// the key beside it, so that keys can be rotated. Knows neither the environment nor any table.

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

export interface Vault {
  /**
   * Seals a text for one place, such as `model_providers.api_key:<row id>`: an envelope copied into another row or
   * column does not open there.
   */
  seal(text: string, place: string): string;
  /** Gives the text back; throws VaultError when the key is unknown, the place differs, or a bit was changed. */
  open(envelope: string, place: string): string;
  /** Whether an envelope was sealed with an older key. */
  isStale(envelope: string): boolean;
  /** Seals anew with the present key; the same envelope where that is not needed. */
  rewrap(envelope: string, place: string): string;
  /** Tells keys apart without telling the key: machines that share a database compare it. */
  fingerprint: string;
}

export class VaultError extends Error {
  override readonly name = "VaultError";
}

const version = "v1";
const minSecretLength = 32;

interface Key {
  id: string;
  bytes: Buffer;
}

function deriveKey(secret: string): Key {
  if (secret.length < minSecretLength)
    throw new VaultError(`The secret key needs at least ${minSecretLength} characters.`);
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", secret, "weft", use, 32));
  // The id comes from a second derivation: it says nothing about the bytes that encrypt.
  return { id: derive("vault key id").subarray(0, 6).toString("hex"), bytes: derive("vault key") };
}

/** A vault that seals with `secret` and also opens what an earlier secret sealed. */
export function makeVault(secret: string, earlier: readonly string[] = []): Vault {
  const current = deriveKey(secret);
  const keys = new Map([current, ...earlier.map(deriveKey)].map((key) => [key.id, key]));

  function seal(text: string, place: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", current.bytes, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return [version, current.id, iv.toString("base64url"), sealed.toString("base64url")].join(".");
  }

  function open(envelope: string, place: string): string {
    const [v, id = "", iv = "", sealed = ""] = envelope.split(".");
    const key = keys.get(id);
    if (v !== version) throw new VaultError("This is not a sealed value.");
    if (!key) throw new VaultError(`The value was sealed with another secret key (${id}).`);
    const bytes = Buffer.from(sealed, "base64url");
    try {
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), { authTagLength: 16 })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
    } catch (cause) {
      throw new VaultError("The sealed value was changed, or belongs elsewhere.", { cause });
    }
  }

  const isStale = (envelope: string) => envelope.split(".")[1] !== current.id;
  return {
    seal,
    open,
    isStale,
    rewrap: (envelope, place) => (isStale(envelope) ? seal(open(envelope, place), place) : envelope),
    fingerprint: createHash("sha256").update(`fingerprint:${current.id}`).digest("hex").slice(0, 16),
  };
}
