import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids";
import { readCursor, writeCursor } from "./list-cursor";
import { idPageQuery, pageQuery, toPage } from "./page";

describe("a page", () => {
  const rows = ["a", "b", "c"];
  const cursorOf = (row: string) => `after ${row}`;

  it("goes on after its last row where more was read than asked", () => {
    expect(toPage(rows, 2, cursorOf)).toEqual({ items: ["a", "b"], nextCursor: "after b" });
  });

  it.each([3, 4])("of at most %i is the last where no more was read", (limit) => {
    expect(toPage(rows, limit, cursorOf)).toEqual({ items: rows, nextCursor: null });
  });

  it("may be empty", () => {
    expect(toPage([], 2, cursorOf)).toEqual({ items: [], nextCursor: null });
  });

  it("walks a list without loss or doubling, whatever its size", () => {
    const all = Array.from({ length: 17 }, (_, i) => i);
    for (const limit of [1, 2, 5, 17, 30]) {
      const seen: number[] = [];
      for (let cursor: string | null = "-1"; cursor !== null; ) {
        const after = Number(cursor);
        const page: { items: number[]; nextCursor: string | null } = toPage(
          all.filter((i) => i > after).slice(0, limit + 1),
          limit,
          String,
        );
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(all);
    }
  });
});

describe("the query of a list", () => {
  it("asks for 30 rows unless told, as text or number", () => {
    expect(pageQuery.parse({})).toEqual({ limit: 30 });
    expect(pageQuery.parse({ limit: "5" })).toEqual({ limit: 5 });
  });

  it.each([0, 101, 1.5, "x", -1])("refuses a limit of %s", (limit) => {
    expect(pageQuery.safeParse({ limit }).success).toBe(false);
  });

  it("takes only ids as cursors where the cursor is an id", () => {
    expect(idPageQuery.safeParse({ cursor: newId() }).success).toBe(true);
    expect(idPageQuery.safeParse({ cursor: "' or 1=1" }).success).toBe(false);
  });
});

describe("a cursor of time and id", () => {
  const row = { at: "2026-11-22T10:11:12.123Z", id: "0190a000-0000-7000-8000-000000000000" };

  it("reads back as it was written, and fits into an address", () => {
    expect(readCursor(writeCursor(row))).toEqual(row);
    expect(writeCursor(row)).toMatch(/^[\w-]+$/);
  });

  it("keeps microseconds, as the database has them", () => {
    const at = "2026-11-22T10:11:12.123456Z";
    expect(readCursor(writeCursor({ ...row, at })).at).toBe(at);
  });

  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it.each([
    "",
    "%%%",
    forged(null),
    forged([row.at]),
    forged([row.at, "1 or 1=1"]),
    forged(["yesterday", row.id]),
    forged([row.at, row.id, 1]),
  ])("is refused when nobody gave it: %s", (cursor) => {
    expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
