// Which commands tool servers may be started by, in the whole installation: exactly as they are written, arguments
// included. Server only.

import { asc, eq } from "drizzle-orm";
import { withMeanings } from "@/db/errors";
import { allowedCommands } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { asSystem } from "@/db/system";
import { type AuditActor, recordAuditOf } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { AllowedCommandView, NewCommand } from "../contract";

type Row = typeof allowedCommands.$inferSelect;

export interface By {
  actor: AuditActor;
  workspaceId: string | null;
  requestId: string;
}

function viewOf({ id, name, command, args, description, createdAt }: Row): AllowedCommandView {
  return { id, name, command, args, description, createdAt: createdAt.toISOString() };
}

/** All of them, by name. */
export async function listAllowedCommands(scope: Scope): Promise<{ items: AllowedCommandView[] }> {
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    tx.select().from(allowedCommands).orderBy(asc(allowedCommands.name)).limit(200),
  );
  return { items: rows.map(viewOf) };
}

/** Allows a command. */
export async function allowCommand(by: By, given: NewCommand): Promise<AllowedCommandView> {
  // Commands belong to the installation.
  return withMeanings({ allowed_commands_name_unique: "name_taken" }, () =>
    asSystem(async (tx) => {
      const [row] = await tx
        .insert(allowedCommands)
        .values({ ...given, createdBy: by.actor.id })
        .returning();
      if (!row) throw new Error("the command was not inserted");
      const { name, command, args } = row;
      await recordAuditOf(tx, by.workspaceId, by.actor, by.requestId, {
        eventType: "create",
        action: "command.allow",
        resource: { type: "command", id: row.id, name },
        after: { name, command, args },
        riskLevel: "critical",
      });
      return viewOf(row);
    }),
  );
}

/** Takes a command off the list. */
export async function forbidCommand(by: By, commandId: string): Promise<void> {
  await asSystem(async (tx) => {
    const [row] = await tx.delete(allowedCommands).where(eq(allowedCommands.id, commandId)).returning();
    if (!row) throw new AppError("not_found", "There is no such command.");
    const { id, name, command, args } = row;
    await recordAuditOf(tx, by.workspaceId, by.actor, by.requestId, {
      eventType: "delete",
      action: "command.forbid",
      resource: { type: "command", id, name },
      before: { name, command, args },
      riskLevel: "high",
    });
  });
}
