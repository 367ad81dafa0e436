// Brings node_modules to what package-lock.json says, and does nothing when it is there already.
// What npm itself notes about an installation is compared, so a hand-made `npm ci` counts and a broken-off one does not.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { waitForLock } from "../process/lock.mjs";
import { explainFileError, StartError } from "../process/start-error.mjs";
import { guard } from "../process/watchdog.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Installs the locked packages if any is missing or of another version; returns whether it did. */
export async function installPackages(root, log) {
  if (isInstalled(root)) return false;
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  const release = await waitForLock(join(dist, "install.lock"), (pid) =>
    log(`Waiting for the installation that process ${pid} has begun`),
  );
  try {
    if (isInstalled(root)) return true;
    log("Installing packages (a minute or two the first time)");
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const [command, rest] = npm?.endsWith("js") ? [process.execPath, [npm, ...args]] : ["npm", args];
    const { code, text } = await run(command, rest, root);
    if (code === 0 && isInstalled(root)) return true;
    throw explain(text, root);
  } catch (error) {
    throw explainFileError(error, `Installing packages in ${root}`);
  } finally {
    release();
  }
}

/** Runs npm so that it ends when this process does, however that ends: two installations at once ruin each other. */
function run(command, args, cwd) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const dismiss = child.pid === undefined ? () => {} : guard(child.pid, "KILL");
    let text = "";
    for (const stream of [child.stderr, child.stdout]) {
      stream.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
    }
    const stop = () => child.kill("SIGTERM");
    for (const signal of SIGNALS) process.on(signal, stop);
    const end = (code) => {
      dismiss();
      for (const signal of SIGNALS) process.off(signal, stop);
      done({ code, text });
    };
    child.on("error", (error) => {
      text += error;
      end(1);
    });
    child.on("close", (code, signal) => {
      if (signal) text = `npm was ended by ${signal}. ${text}`;
      end(code ?? 1);
    });
  });
}

function isInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer, link }]) => {
    if (path === "" || link) return true;
    const found = present[path];
    if (!found) return Boolean(optional || devOptional || peer);
    return found.version === version && existsSync(join(root, path, "package.json"));
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
  if (/^npm was ended by/.test(text)) return new StartError("Stopped while installing packages. Start again to go on.");
  return new StartError(`Installing the packages failed. npm says:\n${says}`);
}
