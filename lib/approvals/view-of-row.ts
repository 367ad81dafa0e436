// From what the statements of approvals read to what is shown. Pure.

import type { ApprovalDecision } from "@/db/schema/waiting";
import { may, type Scope } from "../auth/scope";
import type { Field } from "../graph/schema";
import type { RunStatus } from "../run-log/events";
import type { ApprovalStatus } from "../shared/statuses";
import type { ApprovalDecisionView, ApprovalView } from "./contract";

export interface ApprovalRow {
  id: string;
  title: string;
  body: string;
  form_schema: Field[] | null;
  draft: string | null;
  tool_call: ApprovalView["toolCall"];
  status: ApprovalStatus;
  decision: ApprovalDecision | null;
  decided_by: string | null;
  decided_at: Date | null;
  decider_name: string | null;
  assignees: ApprovalView["assignees"];
  is_assigned: boolean;
  path: string;
  node_id: string;
  node_name: string | null;
  created_at: Date;
  expires_at: Date | null;
  run_id: string;
  run_status: RunStatus;
  workflow_id: string;
  workflow_name: string | null;
  agent_id: string | null;
  agent_name: string | null;
  conversation_id: string | null;
  user_name: string | null;
  query: string | null;
}

function decisionOf(row: ApprovalRow): ApprovalDecisionView | null {
  if (!row.decision || !row.decided_at) return null;
  return {
    ...row.decision,
    decidedBy: row.decided_by ? { id: row.decided_by, name: row.decider_name ?? "" } : null,
    decidedAt: row.decided_at.toISOString(),
  };
}

/** The view of a row for whoever looks at it. */
export function viewOf(scope: Pick<Scope, "permissions">, row: ApprovalRow): ApprovalView {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    form: row.form_schema ?? [],
    draft: row.draft,
    toolCall: row.tool_call,
    status: row.status,
    decision: decisionOf(row),
    assignees: row.assignees,
    run: {
      id: row.run_id,
      status: row.run_status,
      workflowId: row.workflow_id,
      workflowName: row.workflow_name ?? "",
      agentId: row.agent_id,
      agentName: row.agent_name,
      conversationId: row.conversation_id,
      userName: row.user_name,
      query: row.query,
    },
    path: row.path,
    nodeId: row.node_id,
    nodeName: row.node_name ?? row.node_id,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    mayDecide: row.status === "pending" && row.is_assigned && may(scope, "approval.decide"),
  };
}
