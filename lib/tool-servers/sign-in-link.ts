// The state that goes along with a sign-in and comes back with it: which server of which workspace, and a number that is
// good once. Signed, so that nobody can make one up. Server only.

import { env } from "../env";
import { makeSigner, type Signer } from "../vault/make-signer";

export interface SignInLink {
  workspaceId: string;
  serverId: string;
  /** Thirty-two hexadecimal digits. */
  nonce: string;
}

let made: Signer | undefined;
function signer(): Signer {
  made ??= makeSigner("sign-in to a tool server", env().secretKey, env().previousSecretKeys);
  return made;
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

export function writeLink({ workspaceId, serverId, nonce }: SignInLink): string {
  return signer().sign(Buffer.concat([bytesOf(workspaceId), bytesOf(serverId), bytesOf(nonce)]));
}

/** What a state says; null where it was not made here. */
export function readLink(text: string): SignInLink | null {
  const bytes = signer().read(text);
  if (bytes?.length !== 48) return null;
  return {
    workspaceId: idOf(bytes.subarray(0, 16)),
    serverId: idOf(bytes.subarray(16, 32)),
    nonce: bytes.subarray(32).toString("hex"),
  };
}

/** Where a sign-in comes back to; servers know this installation by it. */
export function callbackAddress(): string {
  return `${env().publicUrl}/api/v1/tool-servers/callback`;
}
