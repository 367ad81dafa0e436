// A question to an agent: one look at the database tells what answers it, then the run begins beside the storing of
// its row. A conversation is begun with its first question and has one answer at a time.

import { readWorkspace, withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { checkInputs } from "../nodes/start/check-inputs";
import { launchRun } from "../runs/launch-run";
import { knownPlan } from "../runs/plan-cache";
import { isOvertaken } from "../runs/run-faults";
import { refuseOverLimit } from "../runs/run-places";
import { loadPlan } from "../runs/runnable";
import type { Executing } from "../runs/runtime";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { Json, JsonObject } from "../shared/json";
import { titleConversation } from "./title-conversation";

interface AskedAgent {
  agent_name: string;
  workflow_id: string;
  workflow_name: string;
  version_id: string | null;
  checksum: string | null;
  deployment_id: string | null;
  conversation_id: string | null;
  head_run_id: string | null;
  run_count: number | null;
  variables: Record<string, Json> | null;
  instead_of_previous: string | null;
  instead_of: string | null;
  after: string | null;
  inputs: JsonObject | null;
  workspace_runs: number | null;
  agent_runs: number | null;
}

export interface Question {
  query: string;
  /** Left out: those of the question before, or of the one that is asked again. */
  inputs?: JsonObject | undefined;
  conversationId?: string | undefined;
  insteadOf?: string | undefined;
  after?: string | undefined;
}

async function lookUp(scope: Scope, agentId: string, question: Question): Promise<AskedAgent> {
  const { conversationId = null, insteadOf = null, after = null } = question;
  const takesInputs = question.inputs === undefined;
  const [row] = await readWorkspace(
    scope.workspaceId,
    (client) => client<AskedAgent[]>`
      select a.name as agent_name, w.id as workflow_id, w.name as workflow_name, v.id as version_id, v.checksum,
        (select d.id from agent_deployments d
         where d.workspace_id = a.workspace_id and d.agent_id = a.id and d.environment = 'production'
           and d.status = 'active' order by d.id desc limit 1) as deployment_id,
        c.id as conversation_id, c.head_run_id, c.run_count, c.variables,
        i.id as instead_of, i.previous_run_id as instead_of_previous,
        f.id as after, (a.limits ->> 'concurrentRuns')::int as agent_runs,
        (select (s.settings #>> '{quotas,maxConcurrentRuns}')::int from workspaces s where s.id = a.workspace_id)
          as workspace_runs,
        case when ${takesInputs} then (select r.inputs from runs r where r.id = coalesce(i.id, f.id, c.head_run_id))
        end as inputs
      from agents a
      join workflows w on w.id = a.workflow_id
      left join workflow_versions v on v.id = w.published_version_id
      left join conversations c on c.id = ${conversationId} and c.agent_id = a.id and c.user_id = ${scope.userId}
        and c.deleted_at is null
      left join runs i on i.id = ${insteadOf} and i.conversation_id = c.id
      left join runs f on f.id = ${after} and f.conversation_id = c.id
      where a.id = ${agentId} and a.archived_at is null and a.lifecycle_state <> 'offline'`,
  );
  if (!row) throw new AppError("not_found", "There is no such agent.");
  return row;
}

interface Asked {
  executing: Executing;
  conversationId: string;
}

/** Asks an agent as the scope's person; gives the run under way and the conversation it is in. */
export async function askAgent(scope: Scope, agentId: string, question: Question): Promise<Asked> {
  const asked = await askOnce(scope, agentId, question);
  if (!asked.executing.started?.record.followsHead) return asked;
  // Answered elsewhere since this one looked: asked anew, it goes on after that. Nobody was told of the first attempt.
  const refused = await asked.executing.live.accepted.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  return refused && isOvertaken(refused.error) ? askOnce(scope, agentId, question) : asked;
}

async function askOnce(scope: Scope, agentId: string, question: Question): Promise<Asked> {
  if (!scope.userId) throw new AppError("forbidden", "Only a person can ask.");
  if (scope.agentId && scope.agentId !== agentId) throw new AppError("not_found", "There is no such agent.");
  const asked = await lookUp(scope, agentId, question);
  if (!asked.version_id || !asked.checksum) {
    throw new AppError("not_published", `${asked.agent_name} has not been published yet.`, {
      params: { name: asked.agent_name },
    });
  }
  if (question.conversationId && !asked.conversation_id) {
    throw new AppError("not_found", "There is no such conversation with this agent.");
  }
  if ((question.insteadOf && !asked.instead_of) || (question.after && !asked.after)) {
    throw new AppError("not_found", "There is no such question in this conversation.");
  }
  const { checksum } = asked;
  const plan =
    knownPlan(checksum) ?? (await withWorkspace(scope.workspaceId, (tx) => loadPlan(tx, scope.workspaceId, checksum)));
  const inputs = question.inputs ?? asked.inputs ?? {};
  checkInputs(plan.graph, inputs);
  const quotas = { workspaceRuns: asked.workspace_runs, agentRuns: asked.agent_runs };
  refuseOverLimit(scope.workspaceId, asked.workflow_id, quotas);
  const conversationId = asked.conversation_id ?? newId();
  const executing = launchRun(
    {
      id: newId(),
      workspaceId: scope.workspaceId,
      workflowId: asked.workflow_id,
      agentId,
      conversationId,
      previousRunId: question.insteadOf ? asked.instead_of_previous : (asked.after ?? asked.head_run_id),
      userId: scope.userId,
      trigger: scope.apiKeyId ? "api" : "chat",
      query: question.query,
      inputs,
      createdAt: new Date(),
      runCount: asked.run_count ?? 0,
      vars: asked.variables ?? {},
      plan,
    },
    {
      versionId: asked.version_id,
      deploymentId: asked.deployment_id,
      agentName: asked.agent_name,
      workflowName: asked.workflow_name,
      graphChecksum: checksum,
      kind: "ask",
      metadata: null,
      ...(asked.conversation_id
        ? { followsHead: !question.insteadOf && !asked.after }
        : {
            conversation: {
              id: conversationId,
              workspace_id: scope.workspaceId,
              agent_id: agentId,
              user_id: scope.userId,
              end_user_id: null,
              metadata: { source: scope.apiKeyId ? "api" : "web" },
              title: titleOf(question.query),
            },
          }),
    },
  );
  if (!asked.conversation_id) {
    const { workspaceId } = scope;
    const firstTitle = titleOf(question.query);
    void titleConversation(executing, { id: conversationId, workspaceId, firstTitle, query: question.query });
  }
  return { executing, conversationId };
}

const titleLength = 60;

/** A first title from the question itself: its first line, cut at a word. */
export function titleOf(query: string): string {
  const line = query.trim().split("\n")[0]?.trim().replace(/\s+/g, " ") ?? "";
  const signs = Array.from(line);
  if (signs.length <= titleLength) return line;
  const cut = signs.slice(0, titleLength).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > titleLength / 2 ? cut.slice(0, space) : cut}…`;
}
