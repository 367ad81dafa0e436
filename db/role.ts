// Whom the product may connect as. A superuser, or a role that bypasses row-level security, would see every tenant's
// rows whatever the policies say, so such a role is refused.

import type postgres from "postgres";

/** The database's role is one that the product must not use. */
export class RoleError extends Error {
  override readonly name = "RoleError";
}

/** Throws RoleError, with the statements that help, when the connection's role stands above the policies. */
export async function assertPlainRole(sql: postgres.Sql): Promise<void> {
  const [role] = await sql<{ name: string; database: string; above: boolean }[]>`
    select rolname as name, current_database() as database, rolsuper or rolbypassrls as above
    from pg_roles where rolname = current_user`;
  if (!role?.above) return;
  throw new RoleError(
    `DATABASE_URL connects as "${role.name}", a role that row-level security does not hold for, so workspaces would not be kept apart. Make an ordinary role, let it own the database, and use it in DATABASE_URL:\n` +
      `  CREATE ROLE weft LOGIN PASSWORD '…';\n  ALTER DATABASE "${role.database}" OWNER TO weft;`,
  );
}
