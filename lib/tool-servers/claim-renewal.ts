// Which of all processes renews the tokens of a tool server: a claim that ends by itself, so that a process that dies
// keeps nobody waiting for long. It is one of the places that calls take, of which a server has one. Server only.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { newId } from "../shared/ids";

/** Longer than the request may take, and short enough to wait for. */
export const claimMs = 20_000;

export interface Claim {
  release(): Promise<void>;
}

/** Claims the renewal of a server's tokens; null where somebody else has it. */
export async function claimRenewal(serverId: string, leaseMs: number = claimMs): Promise<Claim | null> {
  const place = newId();
  const sql = systemSql();
  const [answer] = await sql<{ refused: number | null }[]>`
    select refused from take_call(
      ${[serverId]}::uuid[], ${[null]}::int[], ${[null]}::bigint[], ${[1]}::int[], 0::bigint, ${[place]}::uuid[], ${leaseMs}::int
    )`;
  if (answer?.refused !== null) return null;
  return {
    async release() {
      await sql`delete from call_slots where id = ${place}::uuid`.catch((error: unknown) =>
        log.warn({ err: error, serverId }, "could not give back the renewal of a tool server's tokens"),
      );
    },
  };
}
