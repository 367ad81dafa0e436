// Factories for people and tenants.

import { and, eq, isNull } from "drizzle-orm";
import type { SystemRoleName } from "@/lib/auth/permissions";
import { users } from "../../schema/identity";
import { organizations, roles, teamMembers, teams, userRoles, workspaces } from "../../schema/tenancy";
import { asSystem } from "../../system";
import { only, slugOf, uniqueName } from "./row";

export type User = typeof users.$inferSelect;
export type Workspace = typeof workspaces.$inferSelect;

/** A person who belongs to no team yet. */
export async function makeUser(values: Partial<typeof users.$inferInsert> = {}): Promise<User> {
  const name = values.name ?? uniqueName("Person");
  const defaults = { name, email: `${slugOf(name)}@example.test`, username: slugOf(name) };
  return only(
    await asSystem((tx) =>
      tx
        .insert(users)
        .values({ ...defaults, ...values })
        .returning(),
    ),
  );
}

/** A workspace; in a team and organization of its own unless a team is named. */
export async function makeWorkspace(values: Partial<typeof workspaces.$inferInsert> = {}): Promise<Workspace> {
  const name = values.name ?? uniqueName("Workspace");
  return asSystem(async (tx) => {
    let teamId = values.teamId;
    if (!teamId) {
      const organization = only(await tx.insert(organizations).values({ name }).returning());
      const team = only(await tx.insert(teams).values({ organizationId: organization.id, name }).returning());
      teamId = team.id;
    }
    return only(
      await tx
        .insert(workspaces)
        .values({ name, slug: slugOf(name), ...values, teamId })
        .returning(),
    );
  });
}

/** A person with a role in a workspace; a new one unless `user` is given. */
export async function makeMember(workspace: Workspace, role: SystemRoleName, user?: User): Promise<User> {
  const member = user ?? (await makeUser());
  const { teamId, id: workspaceId } = workspace;
  await asSystem(async (tx) => {
    const found = only(
      await tx
        .select({ id: roles.id })
        .from(roles)
        .where(and(eq(roles.name, role), isNull(roles.teamId))),
    );
    await tx.insert(teamMembers).values({ teamId, userId: member.id }).onConflictDoNothing();
    await tx.insert(userRoles).values({ userId: member.id, roleId: found.id, teamId, workspaceId });
  });
  return member;
}
