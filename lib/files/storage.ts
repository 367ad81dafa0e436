// The storage of this installation: a folder of its home. Knows no rows and no rights.

import { join } from "node:path";
import { env } from "../env";
import type { FileStorage } from "./file-storage";
import { makeFolderStorage } from "./folder-storage";

let storage: FileStorage | undefined;

/** The storage of this installation. */
export function fileStorage(): FileStorage {
  storage ??= makeFolderStorage(join(env().home, "files"));
  return storage;
}
