// Hashing and checking passwords with argon2id, off the main thread. Knows no account.

import { hash, verify } from "@node-rs/argon2";

// 19 MiB and two passes: what takes a server tens of milliseconds and a guesser's graphics card most of its memory.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash to store for a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), cost);
}

let nobody: Promise<string> | undefined;

/**
 * Whether a password fits a stored hash. Without a hash it takes as long and is false, so that the time of an answer
 * doesn't tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const usable = stored?.startsWith("$argon2") ? stored : null;
  nobody ??= hashPassword("nobody has this password");
  const fits = await verify(usable ?? (await nobody), password.normalize("NFC")).catch(() => false);
  return fits && usable !== null;
}
