-- Takes one call out of the limits of everything that it counts for, or nothing at all: `refused` is the place of the
-- subject that refused it, with the milliseconds after which asking again makes sense (NULL: whenever a call ends).
-- Subjects come in the order of their ids, so that calls never wait for each other in a circle. What is locked is held
-- for this one statement, and the tables are unlogged, so that nobody waits for a disk.
-- A minute slides: of the minute before, the part counts that lies within the last sixty seconds.
CREATE FUNCTION take_call(
  subjects uuid[], most_requests int[], most_tokens bigint[], most_slots int[],
  wanted_tokens bigint, slots uuid[], lease_ms int,
  OUT refused int, OUT wait_ms int
) LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz;
  this_minute timestamptz;
  elapsed float8;
  used record;
  earlier record;
  past float8;
BEGIN
  FOR i IN 1 .. coalesce(array_length(subjects, 1), 0) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(subjects[i]::text, 7));
    -- The time after the lock was had: another call may have waited past the minute.
    at := clock_timestamp();
    this_minute := date_trunc('minute', at);
    elapsed := extract(epoch FROM at - this_minute);
    IF most_requests[i] IS NOT NULL OR most_tokens[i] IS NOT NULL THEN
      SELECT coalesce(sum(w.requests), 0) AS requests, coalesce(sum(w.tokens), 0) AS tokens INTO used
        FROM call_windows w WHERE w.subject_id = subjects[i] AND w.minute = this_minute;
      SELECT coalesce(sum(w.requests), 0) AS requests, coalesce(sum(w.tokens), 0) AS tokens INTO earlier
        FROM call_windows w WHERE w.subject_id = subjects[i] AND w.minute = this_minute - interval '1 minute';
      past := 1 - elapsed / 60;
      IF most_requests[i] IS NOT NULL AND used.requests + earlier.requests * past + 1 > most_requests[i] THEN
        refused := i;
        wait_ms := CASE WHEN used.requests + 1 > most_requests[i] THEN ceil((60 - elapsed) * 1000)
          ELSE ceil((used.requests + earlier.requests * past + 1 - most_requests[i]) / earlier.requests * 60000) END;
        RETURN;
      END IF;
      -- A call that is larger than the limit itself goes alone, or it would never go.
      IF most_tokens[i] IS NOT NULL AND used.tokens + earlier.tokens * past > 0
        AND used.tokens + earlier.tokens * past + wanted_tokens > most_tokens[i] THEN
        refused := i;
        wait_ms := CASE WHEN used.tokens > 0 THEN ceil((60 - elapsed) * 1000)
          ELSE ceil(least(1.0, (earlier.tokens * past + wanted_tokens - most_tokens[i]) / earlier.tokens) * 60000) END;
        RETURN;
      END IF;
    END IF;
    IF most_slots[i] IS NOT NULL
      AND (SELECT count(*) FROM call_slots s WHERE s.subject_id = subjects[i] AND s.expires_at > at) >= most_slots[i] THEN
      refused := i;
      RETURN;
    END IF;
  END LOOP;
  FOR i IN 1 .. coalesce(array_length(subjects, 1), 0) LOOP
    IF most_requests[i] IS NOT NULL OR most_tokens[i] IS NOT NULL THEN
      INSERT INTO call_windows AS w (subject_id, minute, requests, tokens)
        VALUES (subjects[i], date_trunc('minute', at), 1, wanted_tokens)
        ON CONFLICT (subject_id, minute) DO UPDATE SET requests = w.requests + 1, tokens = w.tokens + excluded.tokens;
      DELETE FROM call_windows w WHERE w.subject_id = subjects[i] AND w.minute < date_trunc('minute', at) - interval '5 minutes';
    END IF;
    IF most_slots[i] IS NOT NULL THEN
      DELETE FROM call_slots s WHERE s.subject_id = subjects[i] AND s.expires_at < at;
      INSERT INTO call_slots (id, subject_id, expires_at)
        VALUES (slots[i], subjects[i], at + lease_ms * interval '1 millisecond');
    END IF;
  END LOOP;
END $$;
