// A change of the secret key loses no secret: what the earlier key sealed is sealed anew, what nothing opens is named.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { secrets } from "@/db/schema/access";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { env } from "../env";
import { makeVault } from "../vault/make-vault";
import { createSecret } from "./commands";
import { rewrapSecrets } from "./rewrap-secrets";
import { secretPlace } from "./secret-place";

setTestEnvironment();
const earlierKey = "an-earlier-secret-key-of-more-than-32-characters";
process.env.WEFT_PREVIOUS_SECRET_KEYS = earlierKey;
provideDatabase();

async function sealedWith(key: string, name: string): Promise<string> {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const { id } = await createSecret(scope, { name, value: "unused", description: "" });
  const value = makeVault(key).seal(`value of ${name}`, secretPlace(id));
  await asSystem((tx) => tx.update(secrets).set({ value }).where(eq(secrets.id, id)));
  return id;
}

test("secrets of every workspace are sealed anew, once, and those that nothing opens are named", async () => {
  const ids = [await sealedWith(earlierKey, "FIRST"), await sealedWith(earlierKey, "SECOND")];
  await sealedWith(env().secretKey, "PRESENT");
  await sealedWith("forgotten-secret-key-of-more-than-32-chars", "LOST");
  expect(await rewrapSecrets()).toEqual({ sealedAnew: 2, lost: ["LOST"] });
  expect(await rewrapSecrets()).toEqual({ sealedAnew: 0, lost: ["LOST"] });

  const present = makeVault(env().secretKey);
  const rows = await asSystem((tx) => tx.select().from(secrets));
  const values = rows.filter((row) => ids.includes(row.id)).map((row) => present.open(row.value, secretPlace(row.id)));
  expect(values.sort()).toEqual(["value of FIRST", "value of SECOND"]);
});
