// What a paused node waits for, as the row by which others find it: people their approvals, messages from outside the
// key they name, a run that ends the one above it.

import type { NodePaused, Wait } from "../run-log/events";
import { newId } from "../shared/ids";
import { storableText } from "../shared/json";
import type { WaitRows } from "./run-writer";

const timeOf = (until: number | null) => (until === null ? null : new Date(until).toISOString());

/** The wait with texts that the database takes; forms come from the graph, which is stored already. */
export function storableWait(wait: Wait): Wait {
  if (wait.kind === "event") return { ...wait, key: storableText(wait.key) };
  if (wait.kind !== "approval") return wait;
  const draft = wait.draft === null ? null : storableText(wait.draft);
  return { ...wait, title: storableText(wait.title), body: storableText(wait.body), draft };
}

/** The row of a node's wait, under an id of its own for each time that it waits. */
export function rowOfWait(run: { id: string; workspaceId: string }, event: NodePaused): WaitRows & { id: string } {
  const id = newId();
  const place = { id, workspace_id: run.workspaceId, run_id: run.id, path: event.path };
  const wait = storableWait(event.wait);
  if (wait.kind === "approval") {
    const { users, roles } = wait.assignees;
    const approval = {
      ...place,
      node_id: event.nodeId,
      title: wait.title,
      body: wait.body,
      form_schema: wait.form,
      draft: wait.draft,
      tool_call: wait.toolCall ?? null,
      assignees: [...new Set([...users, ...roles])],
      expires_at: timeOf(wait.until),
    };
    return { id, approvals: [approval] };
  }
  // Each of those has a wait of its own.
  if (wait.kind === "activities") return { id };
  return {
    id,
    waits: [
      {
        ...place,
        kind: wait.kind,
        until: "until" in wait ? timeOf(wait.until) : null,
        correlation_key: wait.kind === "event" ? wait.key : null,
        child_run_id: wait.kind === "run" ? wait.runId : null,
      },
    ],
  };
}
