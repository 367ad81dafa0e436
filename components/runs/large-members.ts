// Members of an object that are too large to be told with it: null stands in their place. Knows how to leave them out, and
// how to put the whole ones back in.

import type { LargeMembers, LargeValue } from "@/lib/run-log/events";
import { isJsonObject, type Json, type JsonObject } from "@/lib/shared/json";

/** The value without its large members; null where nothing else is in it. */
export function withoutLarge(value: Json | null, members: LargeMembers | null | undefined): Json | null {
  if (!members || !isJsonObject(value)) return value;
  const rest = Object.entries(value).filter(([name]) => !Object.hasOwn(members, name));
  return rest.length > 0 ? Object.fromEntries(rest) : null;
}

/** Asks for what a large value is, whole. */
export type ReadLarge = (fileId: string) => Promise<string>;

/** The object with each large member that it does not give itself, where it was kept. */
export async function withLarge(
  given: JsonObject,
  members: LargeMembers | null | undefined,
  read: ReadLarge,
): Promise<JsonObject> {
  const whole = { ...given };
  for (const [name, { fileId, isText }] of keptOf(members)) {
    if (Object.hasOwn(given, name)) continue;
    const text = await read(fileId);
    whole[name] = isText ? text : JSON.parse(text);
  }
  return whole;
}

type KeptValue = LargeValue & { fileId: string };

/** The members that lie whole in a file. */
export function keptOf(members: LargeMembers | null | undefined): [string, KeptValue][] {
  return Object.entries(members ?? {}).flatMap(([name, value]): [string, KeptValue][] => {
    const { fileId } = value;
    return fileId === undefined ? [] : [[name, { ...value, fileId }]];
  });
}
