// Creates a folder and those above it. Node's own recursive mkdir tries for ever where a file system answers "no such
// file" to every creation, as /proc does; this one asks once for each folder of the path.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "./start-error.mjs";

/** Makes sure that `path` is a folder; one that is there keeps its mode. */
export function makeFolder(path, mode = 0o777) {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (error.code === "EEXIST" && statSync(path).isDirectory()) return;
    if (error.code !== "ENOENT") throw error;
    const parent = dirname(path);
    if (existsSync(parent)) {
      throw new StartError(
        `Creating ${path} failed: this file system keeps no folders of ours. Choose another folder with WEFT_HOME.`,
        error,
      );
    }
    makeFolder(parent, mode);
    mkdirSync(path, { mode });
  }
}
