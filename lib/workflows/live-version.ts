// What a workflow has in production, for those who run it: asked before every run, so that an answer is kept for a
// second. A change in another process holds within that second, one made here at once. Knows no run.

import { readWorkspace } from "@/db/scope";

export interface LiveVersion {
  workflowName: string;
  isArchived: boolean;
  /** The version in production; null where nothing was published yet. */
  version: { id: string; number: number; checksum: string } | null;
  agent: { id: string; name: string } | null;
  deploymentId: string | null;
  /** How many runs may be executed at a time; null where nothing is said. */
  quotas: { workspaceRuns: number | null; agentRuns: number | null };
  /** The name of whoever asks. */
  userName: string | null;
}

interface Row {
  workflow_name: string;
  status: string;
  version_id: string | null;
  number: number | null;
  checksum: string | null;
  agent_id: string | null;
  agent_name: string | null;
  deployment_id: string | null;
  user_name: string | null;
  workspace_runs: number | null;
  agent_runs: number | null;
}

const keptMs = 1_000;
const maxKept = 2_000;

interface Kept {
  answers: Map<string, { until: number; live: Promise<LiveVersion | null> }>;
}

// On globalThis: bundles may hold this module twice, and what one of them publishes the other has to see.
const holder: { weftLiveVersions?: Kept } = globalThis as { weftLiveVersions?: Kept };

function answers(): Kept["answers"] {
  holder.weftLiveVersions ??= { answers: new Map() };
  return holder.weftLiveVersions.answers;
}

async function readLive(workspaceId: string, workflowId: string, userId: string | null): Promise<LiveVersion | null> {
  const [row] = await readWorkspace(
    workspaceId,
    (client) => client<Row[]>`
      select w.name as workflow_name, w.status, v.id as version_id, v.number, v.checksum, a.id as agent_id,
        a.name as agent_name,
        (select d.id from agent_deployments d
         where d.workspace_id = w.workspace_id and d.agent_id = a.id and d.environment = 'production'
           and d.status = 'active' order by d.id desc limit 1) as deployment_id,
        (a.limits ->> 'concurrentRuns')::int as agent_runs,
        (select (s.settings #>> '{quotas,maxConcurrentRuns}')::int from workspaces s where s.id = w.workspace_id)
          as workspace_runs,
        (select u.name from users u where u.id = ${userId}) as user_name
      from workflows w
      left join workflow_versions v on v.id = w.published_version_id
      left join agents a on a.workflow_id = w.id
      where w.id = ${workflowId}
      limit 1`,
  );
  if (!row) return null;
  const { version_id: id, number, checksum } = row;
  return {
    workflowName: row.workflow_name,
    isArchived: row.status === "archived",
    version: id !== null && number !== null && checksum !== null ? { id, number, checksum } : null,
    agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? "" },
    deploymentId: row.deployment_id,
    quotas: { workspaceRuns: row.workspace_runs, agentRuns: row.agent_runs },
    userName: row.user_name,
  };
}

/** What is in production of a workflow, as this user may know it; null where there is no such workflow. */
export function findLive(workspaceId: string, workflowId: string, userId: string | null): Promise<LiveVersion | null> {
  const kept = answers();
  const key = `${workspaceId} ${workflowId} ${userId}`;
  const found = kept.get(key);
  if (found && found.until > performance.now()) return found.live;
  const live = readLive(workspaceId, workflowId, userId);
  const entry = { until: performance.now() + keptMs, live };
  const forget = () => {
    if (kept.get(key) === entry) kept.delete(key);
  };
  // Set anew, the key goes to the end, so that the first one is the oldest.
  kept.delete(key);
  kept.set(key, entry);
  const oldest = kept.keys().next();
  if (kept.size > maxKept && !oldest.done) kept.delete(oldest.value);
  // A workflow that is not there may be there in a moment, and a failed look-up says nothing.
  live.then((there) => there ?? forget(), forget);
  return live;
}

/** Does `work`, which changes what is in production or how it is called, and lets it be looked up anew afterwards. */
export async function changingLive<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    answers().clear();
  }
}
