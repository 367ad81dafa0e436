// What a web server is to runs, without the web: a process of its own that starts runs when its parent says so. Tests
// and benches kill it.

import { closeDatabase } from "@/db/client";
import { scopeOf } from "../../auth/testing/scope";
import { keepHeartbeat } from "../../processes/heartbeat";
import { accepted } from "../respond";
import { releaseRuns } from "../runtime";
import { startRun } from "../start-run";

export interface StartOrder {
  workspaceId: string;
  userId: string;
  workflowId: string;
}

async function obey(order: StartOrder): Promise<string> {
  const scope = scopeOf({ id: order.workspaceId }, { id: order.userId });
  const run = await startRun(scope, order.workflowId, { inputs: {}, version: "production" });
  await accepted(run);
  return run.live.runId;
}

const heartbeat = await keepHeartbeat("web");
process.on("message", (order: StartOrder) => {
  obey(order).then(
    (runId) => process.send?.({ runId }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once("SIGTERM", async () => {
  await releaseRuns();
  await heartbeat.stop();
  await closeDatabase();
  process.exit(0);
});
process.send?.({ ready: true });
