// Which process this is. Leases of runs name their owner by this id, and the heartbeat says that it lives. The id is
// made anew at every start: a restarted process is another owner. Must not know the database.

import { hostname } from "node:os";
import { newId } from "@/lib/shared/ids";
import type { ProcessKind } from "@/lib/shared/statuses";

export interface OwnProcess {
  id: string;
  kind: ProcessKind;
  host: string;
  pid: number;
}

// On globalThis, because a development server loads this module anew after every change.
const holder: { weftProcess?: OwnProcess } = globalThis as { weftProcess?: OwnProcess };

/** This process; whoever asks first may say what kind it is, else it serves the web. */
export function ownProcess(kind: ProcessKind = "web"): OwnProcess {
  holder.weftProcess ??= { id: newId(), kind, host: hostname(), pid: process.pid };
  return holder.weftProcess;
}
