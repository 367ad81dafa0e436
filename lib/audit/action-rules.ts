// Every action that the audit log can tell of. A closed list, so that each has its words in every language; what wrote
// the rows of an earlier release may be missing from it. Pure.

export const auditActions = [
  "agent.archive",
  "agent.create",
  "agent.rollback",
  "agent.update",
  "apikey.create",
  "apikey.revoke",
  "approval.decide",
  "approval.link",
  "budget.create",
  "budget.delete",
  "budget.exceed",
  "budget.update",
  "budget.warn",
  "command.allow",
  "command.forbid",
  "installation.set_up",
  "model.create",
  "model.delete",
  "model.route",
  "model.update",
  "password.change",
  "provider.create",
  "provider.delete",
  "provider.key_add",
  "provider.key_change",
  "provider.key_remove",
  "provider.update",
  "run.cancel",
  "secret.create",
  "secret.delete",
  "secret.update",
  "session.end",
  "session.end_all",
  "session.start",
  "settings.calls",
  "settings.network",
  "tool_server.create",
  "tool_server.delete",
  "tool_server.review",
  "tool_server.sign_in",
  "tool_server.sign_out",
  "tool_server.tools",
  "tool_server.update",
  "workflow.archive",
  "workflow.create",
  "workflow.publish",
  "workflow.update",
  "workspace.update",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** The action that a row names, if it is one of ours. */
export function auditActionOf(name: string): AuditAction | null {
  return auditActions.find((action) => action === name) ?? null;
}
