// Answers with a large value of a run as a file. A browser saves it and never shows it: what is in it came from outside.

import { systemSql } from "@/db/system";
import type { Scope } from "../auth/scope";
import { openRunFile } from "../files/keep-files";
import { fileStorage } from "../files/storage";
import { AppError } from "../shared/errors";
import { getRun } from "./queries";

/** The name for a header: what others than plain letters and digits are is told apart. */
const disposition = (name: string) =>
  `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_").slice(-100)}"; filename*=UTF-8''${encodeURIComponent(name.slice(-100).toWellFormed()).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}`;

/** Streams a file of a run; `not_found` where the run or the file is another's. */
export async function downloadRunFile(scope: Scope, runId: string, fileId: string): Promise<Response> {
  await getRun(scope, runId);
  const run = { id: runId, workspaceId: scope.workspaceId };
  const file = await openRunFile(systemSql(), fileStorage(), run, fileId);
  if (!file) throw new AppError("not_found", "This run has no such file.");
  return new Response(file.stream, {
    headers: {
      "content-type": file.mime,
      "content-length": String(file.bytes),
      "content-disposition": disposition(file.name),
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
