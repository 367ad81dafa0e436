// The passwords of the built-in server: made once, kept beside the data in a folder that only we can read.
// Must not know how the server is started.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { explainFileError } from "../process/start-error.mjs";
import { writeWhole } from "../process/write-whole.mjs";

/**
 * Returns `{ owner, weft, fresh }`; `fresh` says that the server does not know these passwords yet.
 * @param {string} file
 * @param {string} [password] wanted for the role weft instead of a generated one
 */
export function readCredentials(file, password) {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    chmodSync(dirname(file), 0o700);
    const kept = readKept(file);
    if (kept && (password === undefined || kept.weft === password)) return { ...kept, fresh: false };
    const made = { owner: kept?.owner ?? makePassword(), weft: password ?? makePassword() };
    return { ...made, fresh: true };
  } catch (error) {
    throw explainFileError(error, `Keeping the database's password in ${file}`);
  }
}

/** Written only after the server has taken the passwords over, so that a kill in between makes new ones. */
export function keepCredentials(file, { owner, weft }) {
  writeWhole(file, `${JSON.stringify({ owner, weft })}\n`, 0o600);
}

function readKept(file) {
  try {
    const { owner, weft } = JSON.parse(readFileSync(file, "utf8"));
    return typeof owner === "string" && typeof weft === "string" ? { owner, weft } : undefined;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const makePassword = () => randomBytes(24).toString("base64url");
