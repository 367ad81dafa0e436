// Uploaded and produced files, and what refers to them. The bytes lie in the file storage under `storage_key`; a row is
// there before its bytes and goes before they do, so that no bytes are ever forgotten.

import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { fileKinds } from "@/lib/shared/statuses";
import { createdAt, id, moment, oneOf } from "./columns";
import { workspaces } from "./tenancy";

export interface FileMeta {
  width?: number;
  height?: number;
  caption?: string;
  thumbnail?: string;
}

export const files = pgTable(
  "files",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    storageKey: text("storage_key").notNull(),
    /** `upload` by people; `run` what a run made, which goes with the run. */
    kind: text("kind", { enum: fileKinds }).notNull().default("upload"),
    name: text("name").notNull(),
    mime: text("mime").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
    ownerUserId: uuid("owner_user_id"),
    ownerEndUserId: uuid("owner_end_user_id"),
    meta: jsonb("meta").$type<FileMeta>().notNull().default({}),
    deletedAt: moment("deleted_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("files_scope_key").on(t.workspaceId, t.id),
    unique("files_storage_key").on(t.storageKey),
    index("files_sha256_idx").on(t.workspaceId, t.sha256),
    index("files_owner_idx").on(t.workspaceId, t.ownerUserId, t.id),
    index("files_run_idx").on(t.id).where(sql`${t.kind} = 'run'`),
    oneOf("files", t.kind, fileKinds),
  ],
);

/** Bytes whose row is gone, for whatever reason: a trigger puts the keys here, and a worker removes the bytes. */
export const removedFiles = pgTable("removed_files", {
  storageKey: text("storage_key").primaryKey(),
  removedAt: moment("removed_at").notNull().defaultNow(),
});

export const fileReferences = pgTable(
  "file_references",
  {
    id: id(),
    workspaceId: uuid("workspace_id").notNull(),
    fileId: uuid("file_id").notNull(),
    ownerType: text("owner_type").notNull(),
    ownerId: uuid("owner_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "file_references_file_fk",
      columns: [t.workspaceId, t.fileId],
      foreignColumns: [files.workspaceId, files.id],
    }).onDelete("cascade"),
    unique("file_references_key").on(t.workspaceId, t.fileId, t.ownerType, t.ownerId),
    index("file_references_owner_idx").on(t.workspaceId, t.ownerType, t.ownerId),
  ],
);
