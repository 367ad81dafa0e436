// Files that runs make: each belongs to one run and goes with it. The row is committed before the bytes are written,
// so that bytes without a row never exist, and both last before whoever asked goes on.

import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { newId } from "../shared/ids";
import type { FileStorage } from "./file-storage";

export interface RunFile {
  id: string;
  name: string;
  mime: string;
  bytes: Uint8Array;
}

const keyOf = (workspaceId: string, fileId: string) => `${workspaceId}/${fileId.slice(-2)}/${fileId}`;

/** Stores files of a run; they are there to stay when it resolves. */
export async function keepRunFiles(
  sql: Sql,
  storage: FileStorage,
  run: { id: string; workspaceId: string },
  files: readonly RunFile[],
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ id, name, mime, bytes }) => ({
    id,
    reference_id: newId(),
    storage_key: keyOf(run.workspaceId, id),
    name,
    mime,
    bytes: bytes.byteLength,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as g(id uuid, reference_id uuid, storage_key text, name text, mime text, bytes bigint, sha256 text)
    ),
    file as (
      insert into files (id, workspace_id, storage_key, kind, name, mime, bytes, sha256)
      select id, ${run.workspaceId}, storage_key, 'run', name, mime, bytes, sha256 from given
      on conflict do nothing
    )
    insert into file_references (id, workspace_id, file_id, owner_type, owner_id)
    select reference_id, ${run.workspaceId}, id, 'run', ${run.id} from given
    on conflict do nothing`;
  for (const { id, bytes } of files) await storage.put(keyOf(run.workspaceId, id), bytes);
}

/** The bytes of a file; null where they are gone. */
export function readKept(storage: FileStorage, workspaceId: string, fileId: string): Promise<Uint8Array | null> {
  return storage.read(keyOf(workspaceId, fileId));
}

/** A file of a run with its bytes as a stream; null where the run has none of this id. */
export async function openRunFile(
  sql: Sql,
  storage: FileStorage,
  run: { id: string; workspaceId: string },
  fileId: string,
): Promise<{ name: string; mime: string; bytes: number; stream: ReadableStream<Uint8Array> } | null> {
  const [row] = await sql<{ storage_key: string; name: string; mime: string }[]>`
    select f.storage_key, f.name, f.mime from files f
    join file_references r on r.workspace_id = f.workspace_id and r.file_id = f.id
    where f.workspace_id = ${run.workspaceId} and f.id = ${fileId} and r.owner_type = 'run' and r.owner_id = ${run.id}`;
  const opened = row && (await storage.open(row.storage_key));
  return opened ? { name: row.name, mime: row.mime, ...opened } : null;
}
