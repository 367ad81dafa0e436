// Which places of the studio and pages of its settings a role opens. Only leaves out what would be refused anyway; the pages decide. Pure.

import type { Permission } from "./permissions";
import { may, type Scope } from "./scope";

const opens = {
  chat: "conversation.use",
  agents: "agent.view",
  workflows: "workflow.view",
  runs: "run.view",
  approvals: "approval.view",
  tools: "tool.view",
  prompts: "prompt.view",
  models: "model.view",
  usage: "usage.view",
  settings: null,
} as const satisfies Record<string, Permission | null>;

export type SectionName = keyof typeof opens;

/** The places that a scope may see. */
export function sectionsFor(scope: Pick<Scope, "permissions">): SectionName[] {
  const names = Object.keys(opens) as SectionName[];
  return names.filter((name) => opens[name] === null || may(scope, opens[name]));
}

const opensSettings = {
  account: null,
  workspace: null,
  members: "member.view",
  keys: "apikey.manage",
  secrets: "secret.manage",
  "node-templates": "template.manage",
  "config-fields": "template.manage",
  audit: "audit.view",
} as const satisfies Record<string, Permission | null>;

export type SettingsPageName = keyof typeof opensSettings;

/** The settings pages that a scope may see, in their order. */
export function settingsPagesFor(scope: Pick<Scope, "permissions">): SettingsPageName[] {
  const names = Object.keys(opensSettings) as SettingsPageName[];
  return names.filter((name) => opensSettings[name] === null || may(scope, opensSettings[name]));
}
