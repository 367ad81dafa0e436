// Which process this is. Leases of runs name their owner by this id, and the heartbeat says that it lives. The id is
// made anew at every start: a restarted process is another owner. Must not know the database.

import { hostname } from "node:os";
import { newId } from "@/lib/shared/ids";
import type { ProcessKind } from "@/lib/shared/statuses";
import { readBirth, readMachine } from "./identity";

export interface OwnProcess {
  id: string;
  kind: ProcessKind;
  host: string;
  /** Where its number means something, and what tells it from a later process of that number. */
  machine: string;
  pid: number;
  birth: string;
}

// On globalThis, because a development server loads this module anew after every change.
const holder: { weftProcess?: OwnProcess } = globalThis as { weftProcess?: OwnProcess };

/** This process; whoever asks first may say what kind it is, else it serves the web. */
export function ownProcess(kind: ProcessKind = "web"): OwnProcess {
  const { pid } = process;
  holder.weftProcess ??= { id: newId(), kind, host: hostname(), machine: readMachine(), pid, birth: readBirth(pid) };
  return holder.weftProcess;
}
