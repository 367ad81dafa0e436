// Names for tools of a server among all tools of the workspace. Pure.

import { nameForModels } from "../tools/name-for-models";

/** A name that models accept and no other tool has; with the server's name in front where the plain one is taken. */
export function nameTool(remoteName: string, serverName: string, taken: Set<string>): string {
  const plain = beginWithLetter(remoteName);
  const free = new Set<string>();
  const wanted = nameForModels(plain, free);
  if (!taken.has(wanted.toLowerCase())) {
    taken.add(wanted.toLowerCase());
    return wanted;
  }
  const base = beginWithLetter(`${serverName}_${remoteName}`);
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? "" : `_${n}`;
    const name = nameForModels(base, new Set()).slice(0, 64 - suffix.length) + suffix;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function beginWithLetter(name: string): string {
  return /^[A-Za-z]/.test(name) ? name : `tool_${name}`;
}
