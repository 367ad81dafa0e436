// Notices within moments when a process of this machine has died, instead of waiting until it has been silent for long:
// what it held is nobody's from then on. Processes of other machines are told by their leases alone. Knows no run.

import { systemSql } from "@/db/system";
import { log } from "@/lib/log";
import { isGone } from "./identity";
import { ownProcess } from "./own-process";

interface Neighbour {
  id: string;
  pid: number;
  birth: string;
}

/** Makes the leases of this machine's dead processes due and forgets those processes; gives how many there were. */
export async function releaseDead(): Promise<number> {
  const { id, machine } = ownProcess();
  const neighbours = await systemSql()<Neighbour[]>`
    select id, pid, birth from processes where machine = ${machine} and id <> ${id}`;
  const gone = neighbours.filter(({ pid, birth }) => isGone(pid, birth)).map((neighbour) => neighbour.id);
  if (gone.length === 0) return 0;
  // Their owner stays written, so that whoever takes the runs counts the crash.
  await systemSql()`
    with dead as (delete from processes where id in ${systemSql()(gone)} returning id)
    update run_leases set expires_at = least(expires_at, now() - interval '1 millisecond')
    where owner in (select id from dead)`;
  log.warn({ processes: gone.length }, "processes of this machine died");
  return gone.length;
}
