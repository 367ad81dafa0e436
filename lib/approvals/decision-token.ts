// What a link that decides says, as bytes: approval, workspace, who made it, until when. Signed with a key that is
// derived from the installation's secret for this use alone.

import { env } from "../env";
import { makeSigner, type Signer } from "../vault/make-signer";

export interface DecisionToken {
  approvalId: string;
  workspaceId: string;
  /** In whose name it decides. */
  userId: string;
  /** Milliseconds since 1970, whole seconds. */
  expiresAt: number;
}

const idBytes = 16;
const length = 3 * idBytes + 6;

let made: Signer | undefined;

function signer(): Signer {
  made ??= makeSigner("decide approval", env().secretKey, env().previousSecretKeys);
  return made;
}

const bytesOfId = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");

function idAt(bytes: Buffer, place: number): string {
  const hex = bytes.subarray(place * idBytes, (place + 1) * idBytes).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The text of a token, for an address. */
export function writeDecisionToken(token: DecisionToken): string {
  const end = Buffer.alloc(6);
  end.writeUIntBE(token.expiresAt / 1000, 0, 6);
  return signer().sign(Buffer.concat([...[token.approvalId, token.workspaceId, token.userId].map(bytesOfId), end]));
}

/** What a text says; null where this installation did not write it. */
export function readDecisionToken(text: string): DecisionToken | null {
  const bytes = signer().read(text);
  if (bytes?.length !== length) return null;
  return {
    approvalId: idAt(bytes, 0),
    workspaceId: idAt(bytes, 1),
    userId: idAt(bytes, 2),
    expiresAt: bytes.readUIntBE(3 * idBytes, 6) * 1000,
  };
}
