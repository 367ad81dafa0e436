// Where the large values of runs lie: files of the installation, each of one run.

import { faultOf } from "@/db/errors";
import { systemSql } from "@/db/system";
import { keepRunFiles, readKept } from "../files/keep-files";
import { fileStorage } from "../files/storage";
import { log } from "../log";
import type { LargeValue } from "../run-log/events";
import { AppError } from "../shared/errors";
import type { Json } from "../shared/json";
import { type LargeFile, type ReadFile, readLargeValue } from "./large-values";

/** Stores large values of a run; they last when it resolves. */
export type StoreValues = (run: { id: string; workspaceId: string }, files: readonly LargeFile[]) => Promise<void>;

const mimeOf = (isText: boolean) => (isText ? "text/plain; charset=utf-8" : "application/json");

/** Stores large values of a run among the files; `unavailable` where the database is away. */
export const storeValues: StoreValues = async (run, files) => {
  const kept = files.map(({ id, name, isText, body }) => ({
    id,
    name: `${name}.${isText ? "txt" : "json"}`,
    mime: mimeOf(isText),
    bytes: body,
  }));
  try {
    await keepRunFiles(systemSql(), fileStorage(), run, kept);
  } catch (cause) {
    if (faultOf(cause)?.kind !== "unavailable") throw cause;
    throw new AppError("unavailable", "The database can't be reached at the moment. Try again soon.", { cause });
  }
};

/** Reads large values of a workspace's runs. */
export function valueReader(workspaceId: string): ReadFile {
  return async (fileId) => {
    const bytes = await readKept(fileStorage(), workspaceId, fileId);
    if (!bytes) throw new AppError("internal", `The file ${fileId} of a run is missing from the storage of files.`);
    return Buffer.from(bytes).toString();
  };
}

/** The same for one value of a log. */
export function largeReader(workspaceId: string): (value: LargeValue) => Promise<Json> {
  const read = valueReader(workspaceId);
  return async (value) => {
    try {
      return await readLargeValue(value, read);
    } catch (error) {
      log.error({ err: error, fileId: value.fileId }, "a large value of a run could not be read");
      throw error;
    }
  };
}
