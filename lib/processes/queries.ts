// Whether this installation can serve: what /api/ready answers. Reads only.

import { migrationsCurrent } from "@/db/migration-list";
import { systemSql } from "@/db/system";
import { silentMs } from "./heartbeat";

export interface Readiness {
  ready: boolean;
  /** The database answers. */
  database: boolean;
  /** It has exactly the migrations of this code. */
  migrations: boolean;
  /** A worker has given a sign of life lately. */
  worker: boolean;
}

const patienceMs = 3_000;

/** Looks at everything a request may need; never throws and never waits long. */
export async function getReadiness(): Promise<Readiness> {
  const nothing: Readiness = { ready: false, database: false, migrations: false, worker: false };
  return Promise.race([
    look().catch(() => nothing),
    new Promise<Readiness>((resolve) => setTimeout(resolve, patienceMs, nothing).unref()),
  ]);
}

async function look(): Promise<Readiness> {
  const sql = systemSql();
  const migrations = await migrationsCurrent(sql);
  const worker = migrations && (await isWorkerAlive());
  return { ready: migrations && worker, database: true, migrations, worker };
}

async function isWorkerAlive(): Promise<boolean> {
  const rows = await systemSql()`
    select 1 from processes
    where kind = 'worker' and not stopping and heartbeat_at > now() - ${silentMs} * interval '1 millisecond' limit 1`;
  return rows.length > 0;
}
