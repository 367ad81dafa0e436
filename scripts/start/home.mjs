// The folder that holds everything an installation must keep: data, files, keys. Decides where it is, who may see it,
// and makes the keys once. Must not know what the keys are used for.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { takeLock } from "../process/lock.mjs";
import { makeFolder } from "../process/make-folder.mjs";
import { explainFileError, StartError } from "../process/start-error.mjs";
import { writeWhole } from "../process/write-whole.mjs";

/** Where this installation's data live: WEFT_HOME, or a place of its own for every checkout. */
export function chooseHome(root, env) {
  if (env.WEFT_HOME) return resolve(env.WEFT_HOME);
  if (process.getuid?.() !== 0) return join(root, ".weft");
  // Root's database runs as nobody, who often can't enter the checkout.
  const key = createHash("sha256").update(resolve(root)).digest("hex").slice(0, 12);
  return join("/var/lib/weft", key);
}

/** Creates the folder; as root others may pass through it (not the keys), else nobody may. */
export function openHome(home) {
  try {
    makeFolder(home, process.getuid?.() === 0 ? 0o755 : 0o700);
    makeFolder(join(home, "keys"), 0o700);
    chmodSync(join(home, "keys"), 0o700);
    makeFolder(join(home, "files"), 0o700);
  } catch (error) {
    throw explainFileError(error, `Using the folder ${home}`);
  }
}

/** Makes this process the only instance on `home`; returns the function that gives it free again. */
export async function claimHome(home) {
  try {
    const lock = await takeLock(join(home, "weft.lock"));
    if (lock.release) return lock.release;
    throw new StartError(
      `Weft already runs on ${home} (process ${lock.holder.pid} on ${lock.holder.host}). Stop that one first (kill ${lock.holder.pid}), or set WEFT_HOME to another folder and --port to another port for a second instance.`,
    );
  } catch (error) {
    throw explainFileError(error, `Using the folder ${home}`);
  }
}

/** The keys of this installation: given by variables, else made at the first start and kept with mode 600. */
export function readKeys(home, env) {
  return {
    WEFT_SECRET_KEY: env.WEFT_SECRET_KEY || readKey(join(home, "keys", "secret-key"), "base64"),
    AUTH_SECRET: env.AUTH_SECRET || readKey(join(home, "keys", "auth-secret"), "base64url"),
  };
}

function readKey(file, encoding) {
  try {
    const kept = readFileSync(file, "utf8").trim();
    if (kept) return kept;
  } catch (error) {
    if (error.code !== "ENOENT") throw explainFileError(error, `Reading the key ${file}`);
  }
  const made = randomBytes(32).toString(encoding);
  try {
    writeWhole(file, `${made}\n`, 0o600);
  } catch (error) {
    throw explainFileError(error, `Keeping the key ${file}`);
  }
  return made;
}
