// How often one may fail to sign in: counted in the database, so that the limit holds over all processes, and before
// the password is checked, so that attempts at the same time count too.

import { systemSql } from "@/db/system";
import { AppError } from "../shared/errors";

const signInWindowS = 15 * 60;
export const attemptsPerAccount = 10;
export const attemptsPerAddress = 50;

interface Row {
  subject: string;
  attempts: number;
  waits: number;
}

const accountSubject = (account: string) => `account:${account}`;
const addressSubject = (ip: string) => `address:${ip}`;

/** The refusal that an attempt meets, if any; `isFirst` when this attempt is the one that went over the limit. */
export interface CountedAttempt {
  refusal: AppError | null;
  isFirst: boolean;
}

/** Counts an attempt to sign in to an account from an address. */
export async function countAttempt(account: string, ip: string | null): Promise<CountedAttempt> {
  // In one order, so that two statements never wait for each other.
  const subjects = [accountSubject(account), ...(ip ? [addressSubject(ip)] : [])].sort();
  const rows = await systemSql()<Row[]>`
    insert into sign_in_limits as l (subject, attempts, resets_at)
    select subject, 1, now() + make_interval(secs => ${signInWindowS}) from unnest(${subjects}::text[]) subject
    on conflict (subject) do update
       set attempts = case when l.resets_at <= now() then 1 else l.attempts + 1 end,
           resets_at = case when l.resets_at <= now() then excluded.resets_at else l.resets_at end
    returning subject, attempts, ceil(extract(epoch from resets_at - now()))::int as waits`;
  const over = rows
    .map((row) => ({
      by: row.attempts - (row.subject.startsWith("account:") ? attemptsPerAccount : attemptsPerAddress),
      waits: row.waits,
    }))
    .filter((row) => row.by > 0);
  if (over.length === 0) return { refusal: null, isFirst: false };
  const retryAfterS = Math.max(1, ...over.map((row) => row.waits));
  const refusal = new AppError(
    "sign_in_limited",
    `Too many attempts to sign in. Try again in ${retryAfterS} seconds.`,
    { params: { retryAfterS } },
  );
  return { refusal, isFirst: over.some((row) => row.by === 1) };
}

/** After a success: the account starts anew, and the address gets back the attempt that was none. */
export async function forgiveAttempts(account: string, ip: string | null): Promise<void> {
  const sql = systemSql();
  await sql`delete from sign_in_limits where subject = ${accountSubject(account)} or resets_at <= now()`;
  if (ip) {
    await sql`update sign_in_limits set attempts = attempts - 1 where subject = ${addressSubject(ip)} and attempts > 0`;
  }
}
