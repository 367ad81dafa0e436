import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEventIds, type EventId, formatEventId, parseEventId } from "./events";
import { acceptEvent } from "./follow";

const id = (token: number, n: number): EventId => ({ token, n });
const anyId = fc.record({ token: fc.nat(3), n: fc.integer({ min: 1, max: 5 }) });

/** What a follower takes of a stream. */
function taken(stream: readonly EventId[]): EventId[] {
  let cursor: EventId | null = null;
  const ids: EventId[] = [];
  for (const next of stream) {
    const accepted = acceptEvent(cursor, { id: next });
    if (!accepted) continue;
    cursor = accepted;
    ids.push(next);
  }
  return ids;
}

describe("a follower", () => {
  it("takes the first event, whatever its number", () => {
    expect(acceptEvent(null, { id: id(3, 9) })).toEqual(id(3, 9));
  });

  it("drops what it has seen", () => {
    expect(taken([id(1, 1), id(1, 2), id(1, 1), id(1, 2), id(1, 3)])).toEqual([id(1, 1), id(1, 2), id(1, 3)]);
  });

  it("never takes anything of an owner who has lost the run", () => {
    expect(taken([id(1, 5), id(2, 1), id(1, 6), id(2, 2)])).toEqual([id(1, 5), id(2, 1), id(2, 2)]);
  });

  it("takes strictly ascending numbers from any stream, and sending it again gives nothing new", () => {
    fc.assert(
      fc.property(fc.array(anyId), (stream) => {
        const ids = taken(stream);
        for (const [i, next] of ids.slice(1).entries())
          expect(compareEventIds(next, ids[i] ?? next)).toBeGreaterThan(0);
        expect(taken([...stream, ...stream])).toEqual(ids);
      }),
    );
  });
});

describe("the text of an event's number", () => {
  it("reads back as it was written", () => {
    fc.assert(
      fc.property(anyId, (one) => {
        expect(parseEventId(formatEventId(one))).toEqual(one);
      }),
    );
  });

  it("is nothing else", () => {
    for (const text of ["", "1", "1-", "-1", "1-2-3", "a-1", "1.5-2", " 1-2", "9999999999999999-1"]) {
      expect(parseEventId(text)).toBeNull();
    }
  });
});
