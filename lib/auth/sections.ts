// Which places of the studio a role opens. Only leaves out what would be refused anyway; the pages decide. Pure.

import type { Permission } from "./permissions";
import { may, type Scope } from "./scope";

const opens = {
  chat: "conversation.use",
  agents: "agent.view",
  workflows: "workflow.view",
  runs: "run.view",
  models: "model.view",
  settings: null,
} as const satisfies Record<string, Permission | null>;

export type SectionName = keyof typeof opens;

/** The places that a scope may see. */
export function sectionsFor(scope: Pick<Scope, "permissions">): SectionName[] {
  const names = Object.keys(opens) as SectionName[];
  return names.filter((name) => opens[name] === null || may(scope, opens[name]));
}
