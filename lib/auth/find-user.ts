// Finds an account by what people type: an e-mail address or a username, in any case.

import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { asSystem } from "@/db/system";

/** The account with this e-mail address or username, whatever its status. */
export async function findUser(identifier: string): Promise<typeof users.$inferSelect | undefined> {
  const column = identifier.includes("@") ? users.email : users.username;
  // Nobody is signed in yet, so there is no workspace to look from.
  const [user] = await asSystem((tx) =>
    tx
      .select()
      .from(users)
      .where(eq(sql`lower(${column})`, identifier.toLowerCase()))
      .limit(1),
  );
  return user;
}
