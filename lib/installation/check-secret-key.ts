// All processes of an installation must seal with the same key: the first leaves its fingerprint in the database, the
// others are compared with it. A key is changed by naming the old one beside it.

import { systemSql } from "@/db/system";
import type { Env } from "@/lib/env";
import { makeVault } from "@/lib/vault/make-vault";

const key = "secret_key_fingerprint";

/** A sentence when this process's secret key is not the installation's; undefined when it is, or has become it. */
export async function checkSecretKey(env: Pick<Env, "secretKey" | "previousSecretKeys">): Promise<string | undefined> {
  const own = makeVault(env.secretKey).fingerprint;
  const sql = systemSql();
  await sql`
    insert into system_settings (key, value, type, category, description, is_readonly)
    values (${key}, ${JSON.stringify(own)}::text::jsonb, 'string', 'security', 'Tells the secret keys of machines apart', true)
    on conflict (key) do nothing`;
  const [row] = await sql<{ value: string }[]>`select value #>> '{}' as value from system_settings where key = ${key}`;
  if (row?.value === own) return undefined;
  const isRotation = env.previousSecretKeys.some((previous) => makeVault(previous).fingerprint === row?.value);
  if (!isRotation)
    return "WEFT_SECRET_KEY is not the key that this database's secrets were sealed with. Use the same key on every machine (npm start keeps it in keys/secret-key of WEFT_HOME); to change it, name the old one in WEFT_PREVIOUS_SECRET_KEYS.";
  await sql`
    update system_settings
    set value = ${JSON.stringify(own)}::text::jsonb, previous_value = value, version = version + 1, updated_at = now()
    where key = ${key} and value #>> '{}' = ${row?.value ?? ""}`;
  return undefined;
}
