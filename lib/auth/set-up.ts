// The first visit: makes the owner, the organization, the team and the workspace. Happens once in the life of an
// installation; an advisory lock decides between two who try at the same time.

import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema/identity";
import { organizations, roles, teamMembers, teams, userRoles, workspaces } from "@/db/schema/tenancy";
import { asSystem, systemSql } from "@/db/system";
import { recordAuditOf } from "../audit/record-audit";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { slugOf } from "../shared/slug";
import { checkNewPassword } from "./check-new-password";
import type { setupSchema } from "./contract";
import { hashPassword } from "./password-hash";

export type SetupInput = z.output<typeof setupSchema>;

export interface SetUpDone {
  userId: string;
  workspaceId: string;
  workspaceSlug: string;
}

/** Whether nobody has an account yet. */
export async function needsSetup(): Promise<boolean> {
  const [row] = await systemSql()<{ done: boolean }[]>`select exists (select 1 from users) as done`;
  return !row?.done;
}

function usernameFor(input: SetupInput): string {
  return input.username ?? slugOf(input.email.split("@")[0] ?? "", "owner", 40);
}

/** Sets the installation up; throws `setup_done` when somebody did before. */
export async function setUp(
  input: SetupInput,
  from: { ip: string | null; userAgent: string | null; requestId: string | null },
): Promise<SetUpDone> {
  const done = new AppError("setup_done", "This installation has an owner already. Sign in instead.");
  if (!(await needsSetup())) throw done;
  const username = usernameFor(input);
  checkNewPassword(input.password, [input.email, username]);
  const passwordHash = await hashPassword(input.password);
  // There is no workspace yet to work in.
  return asSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('weft.set-up'))`);
    const [someone] = await tx.select({ id: users.id }).from(users).limit(1);
    if (someone) throw done;
    const [owner] = await tx
      .select({ id: roles.id })
      .from(roles)
      .where(and(eq(roles.name, "owner"), isNull(roles.teamId)));
    if (!owner) throw new Error("the role owner is missing: migrations have not run");
    const ids = { user: newId(), organization: newId(), team: newId(), workspace: newId() };
    const createdBy = ids.user;
    await tx.insert(users).values({
      id: ids.user,
      email: input.email,
      username,
      name: input.name,
      passwordHash,
      isSystemAdmin: true,
      preferences: {
        ...(input.language ? { language: input.language } : {}),
        ...(input.timezone ? { timezone: input.timezone } : {}),
      },
    });
    await tx
      .insert(organizations)
      .values({ id: ids.organization, name: input.organization ?? input.workspace, createdBy });
    await tx.insert(teams).values({ id: ids.team, organizationId: ids.organization, name: input.workspace, createdBy });
    const slug = slugOf(input.workspace, "main");
    await tx.insert(workspaces).values({
      id: ids.workspace,
      teamId: ids.team,
      name: input.workspace,
      slug,
      settings: input.language ? { languages: [input.language] } : {},
      createdBy,
    });
    await tx.insert(teamMembers).values({ teamId: ids.team, userId: ids.user, createdBy });
    await tx.insert(userRoles).values({ userId: ids.user, roleId: owner.id, teamId: ids.team, createdBy });
    const actor = { id: ids.user, type: "user", name: input.name, ip: from.ip, userAgent: from.userAgent } as const;
    await recordAuditOf(tx, ids.workspace, { ...actor, sessionId: null }, from.requestId, {
      eventType: "create",
      action: "installation.set_up",
      resource: { type: "workspace", id: ids.workspace, name: input.workspace },
      riskLevel: "high",
    });
    return { userId: ids.user, workspaceId: ids.workspace, workspaceSlug: slug };
  });
}
