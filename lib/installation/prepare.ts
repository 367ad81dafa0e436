// What must be true before web and worker may start: a sound environment, a database that can be used and is migrated,
// the installation's secret key. Every fault is a sentence for whoever starts it.

import { closeDatabase } from "@/db/client";
import { MigrationError, migrate } from "@/db/migrate";
import { RoleError } from "@/db/role";
import { EnvError, env } from "@/lib/env";
import { checkSecretKey } from "./check-secret-key";
import { explainDatabaseError } from "./explain-database-error";

/** Makes the database current. Returns the names of migrations applied now, or what is wrong. */
export async function prepareInstallation(): Promise<{ applied: string[] } | { fault: string }> {
  try {
    const { applied } = await migrate(env().databaseUrl);
    const fault = await checkSecretKey(env());
    return fault ? { fault } : { applied };
  } catch (error) {
    const fault = explainFault(error);
    if (fault) return { fault };
    throw error;
  } finally {
    await closeDatabase();
  }
}

/** The sentence for a fault that its reader can repair; undefined for ours. */
export function explainFault(error: unknown): string | undefined {
  if (error instanceof EnvError || error instanceof MigrationError || error instanceof RoleError) return error.message;
  return explainDatabaseError(error, env().databaseUrl);
}
