// One short text that changes when anything a build reads changes: the sources' contents, the lock, the Node.js in use.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["app", "components", "db", "lib", "messages", "public"];
const FILES = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "scripts/start/build.mjs",
];
const NOT_BUILT = /\.test\.(ts|tsx)$/;

/** The stamp of the sources under `root`. */
export function stampSources(root, node) {
  const hash = createHash("sha256").update(node);
  for (const file of FILES) addFile(hash, root, file);
  for (const folder of FOLDERS) addFolder(hash, root, folder);
  return hash.digest("hex").slice(0, 16);
}

function addFolder(hash, root, folder) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFolder(hash, root, path);
    else if (!NOT_BUILT.test(entry.name)) addFile(hash, root, path);
  }
}

function addFile(hash, root, file) {
  try {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
