// The installation's own vault, with the keys that the environment gives. Server only.

import { env } from "../env";
import { makeVault, type Vault } from "./make-vault";

let made: Vault | undefined;

/** The vault of this process. */
export function ownVault(): Vault {
  made ??= makeVault(env().secretKey, env().previousSecretKeys);
  return made;
}
