// Which test run of a workflow is under way, remembered in this browser: a page that is loaded anew takes it up again.

const key = (workflowId: string) => `weft.testRun.${workflowId}`;

/** The run that was under way; null where none was. */
export function readKeptTest(workflowId: string): string | null {
  try {
    return localStorage.getItem(key(workflowId));
  } catch {
    return null;
  }
}

/** Remembers the run that is under way, or with null that none is. */
export function keepTest(workflowId: string, runId: string | null): void {
  try {
    if (runId === null) localStorage.removeItem(key(workflowId));
    else localStorage.setItem(key(workflowId), runId);
  } catch {
    // Storage is off or full; then the test is found among the runs.
  }
}
