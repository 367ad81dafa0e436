// Which approvals a reader wants to see: as the page's address keeps it and as the endpoint asks it. Pure; loaded by the
// server's page too.

import type { ApprovalFilterInput } from "@/lib/approvals/client";
import { approvalStatuses } from "@/lib/shared/statuses";

export const shownStatuses = [...approvalStatuses, "all"] as const;
export type ShownStatus = (typeof shownStatuses)[number];

export interface ApprovalChoice {
  status: ShownStatus;
  /** Only those that the reader is to decide. */
  mine: boolean;
  agent: string | null;
  workflow: string | null;
}

export const whatWaits: ApprovalChoice = { status: "pending", mine: false, agent: null, workflow: null };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in a text; null where it is none. */
export function idIn(text: string | null): string | null {
  const id = text?.toLowerCase() ?? "";
  return uuid.test(id) ? id : null;
}

/** Reads a choice from an address; what makes no sense there is left out. */
export function choiceOf(get: (name: string) => string | null): ApprovalChoice {
  return {
    status: shownStatuses.find((status) => status === get("status")) ?? whatWaits.status,
    mine: get("mine") === "1",
    agent: idIn(get("agent")),
    workflow: idIn(get("workflow")),
  };
}

/** The choice as an address keeps it; what is as usual is left out. */
export function paramsOf({ status, mine, agent, workflow }: ApprovalChoice): Record<string, string | null> {
  return { status: status === whatWaits.status ? null : status, mine: mine ? "1" : null, agent, workflow };
}

/** What the endpoint is asked. */
export function filterOf({ status, mine, agent, workflow }: ApprovalChoice): ApprovalFilterInput {
  return {
    status,
    assigned: mine ? "me" : "all",
    ...(agent ? { agentId: agent } : {}),
    ...(workflow ? { workflowId: workflow } : {}),
  };
}

/** Whether something else than what waits is chosen. */
export function isNarrowed(choice: ApprovalChoice): boolean {
  return choice.mine || choice.agent !== null || choice.workflow !== null || choice.status !== whatWaits.status;
}
