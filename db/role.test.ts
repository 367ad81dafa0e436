// Whom the product refuses to be, told by what the server says of the role.

import { expect, test } from "vitest";
import type { Sql } from "./client";
import { assertPlainRole, RoleError } from "./role";

const serverThatSays = (above: boolean) =>
  (async () => [{ name: "someone", database: "weft", above }]) as unknown as Sql;

test("a role above the policies is refused with the statements that help", async () => {
  const refusal = assertPlainRole(serverThatSays(true));
  await expect(refusal).rejects.toBeInstanceOf(RoleError);
  await expect(assertPlainRole(serverThatSays(true))).rejects.toThrow('ALTER DATABASE "weft" OWNER TO weft');
});

test("an ordinary role passes", async () => {
  await expect(assertPlainRole(serverThatSays(false))).resolves.toBeUndefined();
});
