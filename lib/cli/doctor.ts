// `weft doctor`: looks at everything an installation stands on and says in words what is wrong.

import { access, constants, statfs } from "node:fs/promises";
import { migrationsCurrent } from "@/db/migration-list";
import { systemSql } from "@/db/system";
import { type Env, EnvError, env } from "@/lib/env";
import { checkSecretKey } from "@/lib/installation/check-secret-key";
import { explainFault } from "@/lib/installation/prepare";
import { silentMs } from "@/lib/processes/heartbeat";
import type { Command } from "./command";

interface Finding {
  subject: string;
  /** What is wrong; absent when all is well. */
  fault?: string;
  detail?: string;
}

const lowDiskBytes = 500 * 1024 * 1024;

async function examine(subject: string, look: () => Promise<Omit<Finding, "subject">>): Promise<Finding> {
  try {
    return { subject, ...(await look()) };
  } catch (error) {
    return { subject, fault: explainFault(error) ?? (error instanceof Error ? error.message : String(error)) };
  }
}

async function lookAtDatabase(): Promise<Omit<Finding, "subject">> {
  const [row] = await systemSql()<{ version: string; above: boolean }[]>`
    select current_setting('server_version') as version, rolsuper or rolbypassrls as above
    from pg_roles where rolname = current_user`;
  if (row?.above) return { fault: "its role stands above row-level security; use an ordinary one" };
  return { detail: `PostgreSQL ${row?.version}` };
}

async function lookAtProcesses(): Promise<Omit<Finding, "subject">> {
  const rows = await systemSql()<{ kind: string; count: number }[]>`
    select kind, count(*)::int as count from processes
    where heartbeat_at > now() - ${silentMs} * interval '1 millisecond' group by kind order by kind`;
  if (!rows.some((row) => row.kind === "worker"))
    return { fault: "no worker has given a sign of life lately; start one" };
  return { detail: rows.map((row) => `${row.count} ${row.kind}`).join(", ") };
}

async function lookAtHome(home: string): Promise<Omit<Finding, "subject">> {
  await access(home, constants.W_OK);
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  const detail = `${Math.floor(free / 1024 ** 3)} GB free in ${home}`;
  return free < lowDiskBytes ? { fault: `the disk is nearly full: ${detail}` } : { detail };
}

function readOwnEnv(): Env | string {
  try {
    return env();
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
}

export const doctor: Command = {
  summary: "look at everything this installation stands on",
  usage: "",
  run: async () => {
    const own = readOwnEnv();
    const findings: Finding[] = [{ subject: "Node.js", detail: process.version }];
    if (typeof own === "string") findings.push({ subject: "configuration", fault: own });
    else {
      findings.push({ subject: "configuration", detail: own.publicUrl });
      findings.push(await examine("data folder", () => lookAtHome(own.home)));
      findings.push(await examine("database", lookAtDatabase));
      findings.push(
        await examine("migrations", async () =>
          (await migrationsCurrent(systemSql()))
            ? {}
            : { fault: "the database and this code do not fit; run: weft prepare" },
        ),
      );
      findings.push(
        await examine("secret key", async () => {
          const fault = await checkSecretKey(own);
          return fault ? { fault } : {};
        }),
      );
      findings.push(await examine("processes", lookAtProcesses));
    }
    for (const { subject, fault, detail } of findings) {
      console.log(`${fault ? "wrong" : "ok   "}  ${subject}${(fault ?? detail) ? `: ${fault ?? detail}` : ""}`);
    }
    return findings.some((finding) => finding.fault) ? 1 : 0;
  },
};
