// Limits of keys, providers and models, kept by all processes together: how many requests and tokens a minute, and how
// many calls at a time. Costs one round trip where there is a limit and nothing where there is none. Knows no model.

import type { Sql } from "@/db/client";
import { log } from "../log";
import { newId } from "../shared/ids";
import type { Limits } from "./contract";

/** Something that a call counts for. */
export interface Limited {
  id: string;
  /** For sentences. */
  name: string;
  limits: Limits;
}

export interface Taken {
  /** Corrects the tokens and lets the next one go; nobody waits for it. */
  release(tokens: number): void;
}

export interface Refused {
  subject: Limited;
  /** When asking again makes sense; null = whenever a call ends. */
  waitMs: number | null;
}

export interface CallLimits {
  take(subjects: readonly Limited[], tokens: number): Promise<Taken | Refused>;
  /** Resolves when what was released is stored. */
  settled(): Promise<void>;
}

const leaseMs = 30_000;
const renewEveryMs = 10_000;

const isLimited = ({ limits }: Limited) =>
  limits.requestsPerMinute !== undefined || limits.tokensPerMinute !== undefined || limits.concurrency !== undefined;

const free: Taken = { release: () => undefined };

/** Whether a call was let through. */
export function isTaken(answer: Taken | Refused): answer is Taken {
  return "release" in answer;
}

/** Makes the limits of a process. */
export function makeCallLimits(sql: () => Sql): CallLimits {
  /** Places that calls of this process have, so that they last as long as the calls do. */
  const held = new Set<string>();
  const releasing = new Set<Promise<unknown>>();
  let renewing: NodeJS.Timeout | undefined;

  function keepHeld(): void {
    if (renewing !== undefined) return;
    renewing = setInterval(() => {
      if (held.size === 0) {
        clearInterval(renewing);
        renewing = undefined;
        return;
      }
      sql()`
        update call_slots set expires_at = now() + ${leaseMs} * interval '1 millisecond' where id = any(${[...held]}::uuid[])
      `.catch((error: unknown) => log.warn({ err: error }, "could not keep the places of calls"));
    }, renewEveryMs);
    renewing.unref();
  }

  function release(subjects: readonly Limited[], slots: readonly string[], correction: number): void {
    for (const slot of slots) held.delete(slot);
    const counted = subjects.filter(({ limits }) => limits.tokensPerMinute !== undefined).map(({ id }) => id);
    const taken = subjects.flatMap(({ limits }, i) => (limits.concurrency === undefined ? [] : (slots[i] ?? [])));
    if (counted.length + taken.length === 0) return;
    const work = sql()`
      with given_back as (delete from call_slots where id = any(${taken}::uuid[]))
      insert into call_windows as w (subject_id, minute, requests, tokens)
      select id, date_trunc('minute', now()), 0, greatest(0, ${correction}::bigint)
      from unnest(${counted}::uuid[]) as id order by id
      on conflict (subject_id, minute) do update set tokens = greatest(0, w.tokens + ${correction}::bigint)
    `.catch((error: unknown) => log.warn({ err: error }, "could not give back the place of a call"));
    releasing.add(work);
    void work.finally(() => releasing.delete(work));
  }

  return {
    async take(all, tokens) {
      const subjects = all.filter(isLimited).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
      if (subjects.length === 0) return free;
      const wanted = Math.max(0, Math.round(tokens));
      const slots = subjects.map(() => newId());
      const [answer] = await sql()<{ refused: number | null; wait_ms: number | null }[]>`
        select refused, wait_ms from take_call(
          ${subjects.map(({ id }) => id)}::uuid[],
          ${subjects.map(({ limits }) => limits.requestsPerMinute ?? null)}::int[],
          ${subjects.map(({ limits }) => limits.tokensPerMinute ?? null)}::bigint[],
          ${subjects.map(({ limits }) => limits.concurrency ?? null)}::int[],
          ${wanted}::bigint, ${slots}::uuid[], ${leaseMs}::int)`;
      const refusing = answer?.refused ? subjects[answer.refused - 1] : undefined;
      if (refusing) return { subject: refusing, waitMs: answer?.wait_ms ?? null };
      const places = slots.filter((_, i) => subjects[i]?.limits.concurrency !== undefined);
      for (const slot of places) held.add(slot);
      if (places.length > 0) keepHeld();
      let isOver = false;
      return {
        release(used) {
          if (isOver) return;
          isOver = true;
          release(subjects, slots, Math.round(used) - wanted);
        },
      };
    },
    async settled() {
      await Promise.all(releasing);
    },
  };
}
