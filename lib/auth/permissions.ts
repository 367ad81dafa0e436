// The closed list of what a member can be allowed to do, and what each role of the product allows. The database
// mirrors both for the roles page; code asks for permissions only by these codes. Pure, loaded by the browser.

const registry = {
  "agent.view": { name: "See agents", category: "agents" },
  "agent.edit": { name: "Create and edit agents", category: "agents" },
  "agent.publish": { name: "Publish agents", category: "agents" },
  "agent.delete": { name: "Delete agents", category: "agents" },
  "workflow.view": { name: "See workflows", category: "workflows" },
  "workflow.edit": { name: "Create and edit workflows", category: "workflows" },
  "workflow.publish": { name: "Publish workflows", category: "workflows" },
  "workflow.run": { name: "Run workflows", category: "workflows" },
  "workflow.delete": { name: "Delete workflows", category: "workflows" },
  "run.view": { name: "See runs and their logs", category: "runs" },
  "run.cancel": { name: "Cancel runs", category: "runs" },
  "run.signal": { name: "Send events to waiting runs", category: "runs" },
  "approval.view": { name: "See approvals", category: "approvals" },
  "approval.decide": { name: "Decide approvals", category: "approvals" },
  "conversation.use": { name: "Talk to agents", category: "conversations" },
  "conversation.view": { name: "See conversations of others", category: "conversations" },
  "conversation.manage": { name: "Review and delete conversations of others", category: "conversations" },
  "model.view": { name: "See models", category: "models" },
  "model.manage": { name: "Add and change models and providers", category: "models" },
  "tool.view": { name: "See tools", category: "tools" },
  "tool.manage": { name: "Add and change tools", category: "tools" },
  "tool.approve": { name: "Approve tools and connect tool servers", category: "tools" },
  "knowledge.view": { name: "See knowledge", category: "knowledge" },
  "knowledge.manage": { name: "Add and change knowledge", category: "knowledge" },
  "prompt.view": { name: "See prompt templates", category: "prompts" },
  "prompt.edit": { name: "Create and edit prompt templates", category: "prompts" },
  "template.manage": { name: "Change what the designer's palette offers", category: "workflows" },
  "usage.view": { name: "See usage and costs", category: "workspace" },
  "schedule.manage": { name: "Plan runs", category: "automation" },
  "secret.manage": { name: "Add and replace secrets", category: "access" },
  "apikey.manage": { name: "Create and revoke API keys", category: "access" },
  "member.view": { name: "See members", category: "workspace" },
  "member.manage": { name: "Invite members and give roles", category: "workspace" },
  "settings.manage": { name: "Change the workspace's settings", category: "workspace" },
  "audit.view": { name: "Read the audit log", category: "workspace" },
} as const satisfies Record<string, { name: string; category: string }>;

export type Permission = keyof typeof registry;
export const permissionCodes = Object.keys(registry) as Permission[];

/** Every permission with the words the database's mirror carries. */
export const permissionList = Object.entries(registry).map(([code, entry]) => ({ code: code as Permission, ...entry }));

/** Whether a text is the code of a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(registry, text);
}

/** What a key that is limited to one agent can carry: only what, so limited, reaches nothing but that agent. */
export const agentKeyPermissions: ReadonlySet<Permission> = new Set<Permission>([
  "agent.view",
  "agent.edit",
  "agent.publish",
  "workflow.run",
  "run.view",
  "run.cancel",
  "run.signal",
  "approval.view",
  "approval.decide",
  "conversation.use",
]);

export const systemRoleNames = ["owner", "admin", "builder", "operator", "viewer"] as const;
export type SystemRoleName = (typeof systemRoleNames)[number];

export interface SystemRole {
  name: SystemRoleName;
  displayName: string;
  description: string;
  /** Who stands above whom: a member gives only roles of a level up to the own. */
  level: number;
  /** Everything that role may do, this one may do too. */
  parent: SystemRoleName | null;
  /** What this role adds to its parent. */
  permissions: readonly Permission[];
}

/** The product's roles, each before those that inherit from it. */
export const systemRoles: readonly SystemRole[] = [
  {
    name: "viewer",
    displayName: "Viewer",
    description: "Looks at everything and talks to agents.",
    level: 10,
    parent: null,
    permissions: [
      "agent.view",
      "workflow.view",
      "run.view",
      "approval.view",
      "conversation.use",
      "model.view",
      "tool.view",
      "knowledge.view",
      "prompt.view",
      "member.view",
    ],
  },
  {
    name: "operator",
    displayName: "Operator",
    description: "Runs, plans and watches what others built.",
    level: 20,
    parent: "viewer",
    permissions: [
      "workflow.run",
      "run.cancel",
      "run.signal",
      "approval.decide",
      "conversation.view",
      "schedule.manage",
    ],
  },
  {
    name: "builder",
    displayName: "Builder",
    description: "Draws agents and workflows and publishes them.",
    level: 30,
    parent: "operator",
    permissions: [
      "agent.edit",
      "agent.publish",
      "workflow.edit",
      "workflow.publish",
      "tool.manage",
      "knowledge.manage",
      "prompt.edit",
    ],
  },
  {
    name: "admin",
    displayName: "Administrator",
    description: "Manages models, keys, members and settings.",
    level: 40,
    parent: "builder",
    permissions: [
      "agent.delete",
      "workflow.delete",
      "conversation.manage",
      "model.manage",
      "tool.approve",
      "template.manage",
      "usage.view",
      "secret.manage",
      "apikey.manage",
      "member.manage",
      "settings.manage",
      "audit.view",
    ],
  },
  {
    name: "owner",
    displayName: "Owner",
    description: "May do everything, and is the last who can be removed.",
    level: 50,
    parent: "admin",
    permissions: [],
  },
];

/** Everything a role of the product allows, what it inherits included. */
export function permissionsOfRole(name: SystemRoleName): Permission[] {
  const role = systemRoles.find((entry) => entry.name === name);
  if (!role) return [];
  return [...(role.parent ? permissionsOfRole(role.parent) : []), ...role.permissions];
}
