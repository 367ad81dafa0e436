// Uploaded and produced files, and what refers to them. The bytes lie in the file storage under `storage_key`.

import { bigint, foreignKey, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "./columns";
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
  ],
);

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
