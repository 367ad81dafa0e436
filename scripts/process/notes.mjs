// Notes that processes leave in a folder to say "I use this": one file each, named by process id. Notes of the dead are
// told from those of the living and thrown away. Knows nothing of what is used.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startedAt } from "./identity.mjs";

/** Leaves this process's note in `folder`; returns the function that takes it back. */
export function leaveNote(folder) {
  mkdirSync(folder, { recursive: true });
  const note = join(folder, String(process.pid));
  writeFileSync(note, startedAt(process.pid) ?? "");
  return () => rmSync(note, { force: true });
}

/** How many living processes have a note in `folder`. */
export function countNotes(folder) {
  let names;
  try {
    names = readdirSync(folder);
  } catch {
    return 0;
  }
  return names.filter((name) => {
    const note = join(folder, name);
    try {
      if (startedAt(Number(name)) === readFileSync(note, "utf8")) return true;
    } catch {
      // Taken back between the listing and the look.
    }
    rmSync(note, { force: true });
    return false;
  }).length;
}
