// Finds what an API key opens. Programs send the same key hundreds of times a second, so an answer is kept for a
// second in this process; a key that is revoked here is forgotten at once, elsewhere within that second.

import { systemSql } from "@/db/system";
import { grantedPermissions } from "./granted-permissions";
import { agentKeyPermissions, isPermission, type Permission } from "./permissions";

export interface KeyHolder {
  id: string;
  name: string;
  workspaceId: string;
  agentId: string | null;
  userId: string;
  isSystemAdmin: boolean;
  /** What the key was given, its owner still has, and an agent's key can carry. */
  permissions: ReadonlySet<Permission>;
  allowedIps: readonly string[];
  /** Requests a minute; null = as many as it likes. */
  rateLimit: number | null;
}

interface Row {
  id: string;
  name: string;
  workspace_id: string;
  agent_id: string | null;
  user_id: string;
  is_system_admin: boolean;
  is_stale: boolean;
  permissions: string[];
  granted: string[] | null;
  allowed_ips: string[];
  rate_limit: number | null;
}

const keptMs = 1000;
const maxKept = 5000;
const touchEveryS = 60;
const kept = new Map<string, { until: number; holder: Promise<KeyHolder | null> }>();

function touchKey(id: string): void {
  systemSql()`
      update api_keys set last_used_at = now()
       where id = ${id} and (last_used_at is null or last_used_at < now() - make_interval(secs => ${touchEveryS}))`.catch(
    () => undefined,
  );
}

async function readKey(keyHash: string): Promise<KeyHolder | null> {
  const sql = systemSql();
  const [row] = await sql<Row[]>`
    select k.id, k.name, k.workspace_id, k.agent_id, k.user_id, u.is_system_admin, k.permissions, k.allowed_ips, k.rate_limit,
           k.last_used_at is null or k.last_used_at < now() - make_interval(secs => ${touchEveryS}) as is_stale,
           g.granted
      from api_keys k
      join users u on u.id = k.user_id and u.status = 'active'
      join workspaces w on w.id = k.workspace_id
      join ${grantedPermissions(sql)} g on true
     where k.key_hash = ${keyHash} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;
  if (!row) return null;
  if (row.is_stale) touchKey(row.id);
  const granted = new Set(row.granted ?? []);
  const carried = (code: Permission) => row.agent_id === null || agentKeyPermissions.has(code);
  return {
    id: row.id,
    name: row.name,
    workspaceId: row.workspace_id,
    agentId: row.agent_id,
    userId: row.user_id,
    isSystemAdmin: row.is_system_admin,
    permissions: new Set(
      row.permissions
        .filter((code) => granted.has(code))
        .filter(isPermission)
        .filter(carried),
    ),
    allowedIps: row.allowed_ips,
    rateLimit: row.rate_limit,
  };
}

/** The holder of a key that is neither revoked nor expired and whose owner is still active. */
export function findKey(keyHash: string): Promise<KeyHolder | null> {
  const found = kept.get(keyHash);
  if (found && found.until > Date.now()) return found.holder;
  if (kept.size >= maxKept) kept.clear();
  const holder = readKey(keyHash);
  kept.set(keyHash, { until: Date.now() + keptMs, holder });
  // A failed look-up says nothing about the key.
  holder.catch(() => forgetKey(keyHash));
  return holder;
}

/** Forgets what was read of a key, after a change to it. */
export function forgetKey(keyHash: string): void {
  kept.delete(keyHash);
}
