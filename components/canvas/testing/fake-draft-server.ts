// A server of one draft that keeps the protocol of revisions, for tests: it may lose requests and answers, and time
// goes on only when a test says so.

import { applyEdits } from "@/lib/graph/apply-edit";
import type { Edit } from "@/lib/graph/edit-schema";
import type { Graph } from "@/lib/graph/schema";
import { catalogue } from "@/lib/nodes/catalogue";
import { AppError } from "@/lib/shared/errors";
import type { Json } from "@/lib/shared/json";
import { openDraft } from "../draft-store";
import type { Kept } from "../keep-edits";

export type Fate = "arrives" | "lost" | "answer lost";

export interface FakeServer {
  graph: Graph;
  revision: number;
  requests: number;
  /** What becomes of the next requests, in turn; all others arrive. */
  fates: Fate[];
  /** Refuses everything for this reason while it is set. */
  refusal: AppError | null;
}

export function makeServer(graph: Graph): FakeServer {
  return { graph, revision: 0, requests: 0, fates: [], refusal: null };
}

/** An editor of the server's draft whose clock the test turns. */
export function makeEditor(server: FakeServer, stored: { kept: Kept | null } = { kept: null }) {
  let now = 0;
  const newIds: [string, string][] = [];
  let waiting: { at: number; run: () => void }[] = [];
  const draft = openDraft(
    { revision: server.revision, graph: server.graph },
    {
      catalogue,
      async send(baseRevision, edits) {
        server.requests += 1;
        const fate = server.fates.shift() ?? "arrives";
        await Promise.resolve();
        if (fate === "lost") throw new AppError("unavailable", "The request was lost.");
        if (server.refusal) throw server.refusal;
        const answer = take(server, baseRevision, edits);
        if (fate === "answer lost") throw new AppError("unavailable", "The answer was lost.");
        if (answer instanceof AppError) throw answer;
        return answer;
      },
      load: async () => ({ revision: server.revision, graph: server.graph }),
      keeper: {
        read: () => stored.kept,
        keep: (kept) => {
          stored.kept = structuredClone(kept);
        },
        clear: () => {
          stored.kept = null;
        },
      },
      onNewIds: ({ nodes }) => newIds.push(...nodes),
      now: () => now,
      later(ms, run) {
        const entry = { at: now + ms, run };
        waiting.push(entry);
        return () => {
          waiting = waiting.filter((one) => one !== entry);
        };
      },
    },
  );
  return {
    draft,
    /** Which nodes of ours had to get other ids, from and to. */
    newIds,
    graph: () => draft.store.getState().graph,
    state: () => draft.store.getState().saveState,
    /** Lets time pass, with everything that is due in it. */
    async pass(ms: number) {
      now += ms;
      for (
        let due = waiting.filter((one) => one.at <= now);
        due.length > 0;
        due = waiting.filter((one) => one.at <= now)
      ) {
        waiting = waiting.filter((one) => one.at > now);
        for (const one of due) one.run();
        await settle();
      }
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

function take(server: FakeServer, baseRevision: number, edits: Edit[]): { revision: number } | AppError {
  if (baseRevision !== server.revision) {
    // As over the wire: a copy that shares nothing.
    const graph: Json = JSON.parse(JSON.stringify(server.graph));
    return new AppError("revision_conflict", "Somebody was faster.", { extra: { revision: server.revision, graph } });
  }
  const applied = applyEdits(server.graph, edits, catalogue);
  if (!applied.ok) return new AppError("edit_refused", applied.problem.code);
  server.graph = applied.graph;
  server.revision += 1;
  return { revision: server.revision };
}
