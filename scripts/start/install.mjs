// Brings node_modules to what package-lock.json says, and does nothing when it is there already.
// What npm itself notes about an installation is compared, so a hand-made `npm ci` counts and a broken-off one does not.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../process/start-error.mjs";

/** Installs the locked packages if any is missing or of another version; returns whether it did. */
export function installPackages(root, log) {
  if (isInstalled(root)) return false;
  log("Installing packages (a minute or two the first time)");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const [command, rest] = npm?.endsWith("js") ? [process.execPath, [npm, ...args]] : ["npm", args];
  const done = spawnSync(command, rest, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (done.status === 0 && isInstalled(root)) return true;
  throw explain(`${done.stderr ?? ""}\n${done.stdout ?? ""}\n${done.error ?? ""}`, root);
}

function isInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer, link }]) => {
    if (path === "" || link) return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function explain(text, root) {
  const says = text.trim().split("\n").slice(0, 12).join("\n");
  if (/ENOSPC|no space left/i.test(text)) {
    return new StartError(`The disk that holds ${root} is full. Free about 1.5 GB and start again.`);
  }
  if (/EACCES|EPERM|EROFS/.test(text)) {
    return new StartError(
      `npm may not write to ${root}. Start Weft as the user who owns this folder. npm says:\n${says}`,
    );
  }
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|network/i.test(text)) {
    return new StartError(
      `The packages could not be fetched: npm does not reach its registry. Check the network and "npm config get registry" (and proxy settings), then start again. npm says:\n${says}`,
    );
  }
  if (/spawn npm|ENOENT.*npm/.test(text)) {
    return new StartError("npm was not found. Install Node.js 20 or newer together with npm, then run npm start.");
  }
  return new StartError(`Installing the packages failed. npm says:\n${says}`);
}
