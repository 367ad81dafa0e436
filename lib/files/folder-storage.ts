// Files in a folder of this machine. A file appears whole or not at all: it is written beside its place, synced, moved
// there, and the folder synced too, since the move alone may be lost with the power.

import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { FileStorage } from "./file-storage";

/** Parts of letters, digits and dashes: no key leads out of the folder. */
const keyPattern = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes the storage in the folder at `root`, which need not exist yet. */
export function makeFolderStorage(root: string): FileStorage {
  const pathOf = (key: string) => {
    if (!keyPattern.test(key)) throw new Error(`not a key of a file: ${key}`);
    return join(root, key);
  };

  /** A new folder is an entry of the one above, which has to last as well. */
  async function makeFolder(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
  }

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const folder = dirname(path);
      await makeFolder(folder);
      const beside = `${path}.new`;
      try {
        const file = await open(beside, "w", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    async open(key) {
      const path = pathOf(key);
      try {
        const { size } = await stat(path);
        const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
        return { bytes: size, stream };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async remove(key) {
      const path = pathOf(key);
      // What a process left half written when it died goes too.
      await rm(`${path}.new`, { force: true });
      await rm(path, { force: true });
    },
  };
}
