// Lists as statements give and take them, on a connection that asked the server for no types.

import { expect, test } from "vitest";
import { newId } from "@/lib/shared/ids";
import { systemSql } from "./system";
import { provideDatabase } from "./testing/database";

provideDatabase();

test("lists come back as they were given, whatever stands in their elements", async () => {
  const texts = ["", "a,b", 'say "so"', "{}", "back\\slash", "NULL", "日本語", " edge "];
  const ids = [newId(), newId()];
  const counts = [0, -7, 2_147_483_647];
  const [row] = await systemSql()`
    select ${texts}::text[] as texts, ${ids}::uuid[] as ids, ${counts}::int[] as counts, ${[]}::text[] as none,
      ${["9007199254740993"]}::bigint[] as large, array[true, false] as flags, array['pg_class'::name] as names`;
  expect(row).toEqual({
    texts,
    ids,
    counts,
    none: [],
    large: ["9007199254740993"],
    flags: [true, false],
    names: ["pg_class"],
  });
});

test("a literal stands for its list", async () => {
  const [row] = await systemSql()`select ${"{a,b}"}::text[] as texts, null::text[] as nothing`;
  expect(row).toEqual({ texts: ["a", "b"], nothing: null });
});
