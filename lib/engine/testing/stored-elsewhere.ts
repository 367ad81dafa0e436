// A stored log of which every value lies elsewhere, however small: what a run goes on from whose values are all large.

import type { LargeMembers, LargeValue } from "../../run-log/events";
import type { StoredEvent } from "../../run-log/stored-rows";
import type { Json, JsonObject } from "../../shared/json";

export interface Elsewhere {
  rows: StoredEvent[];
  /** What has been read so far. */
  read: string[];
  readLarge(value: LargeValue): Promise<Json>;
}

/** Puts all members of what nodes gave, and of what they were given where that is read again, elsewhere. */
export function putElsewhere(rows: readonly StoredEvent[], isContainer: (nodeId: string) => boolean): Elsewhere {
  const values = new Map<string, Json>();
  const read: string[] = [];
  const take = (members: JsonObject, name: string) => {
    const large: LargeMembers = {};
    for (const [member, value] of Object.entries(members)) {
      const fileId = `${name} ${member}`;
      values.set(fileId, value);
      large[member] = { bytes: 1, preview: "", isText: false, fileId };
    }
    return { rest: Object.fromEntries(Object.keys(members).map((member) => [member, null])), large };
  };
  return {
    rows: rows.map((row) => {
      const place = `${row.path} ${row.attempt} ${row.seq}`;
      const isRead = row.type !== "node.ended" || isContainer(row.nodeId);
      const inputs = isRead ? take(row.inputs, `${place} in`) : { rest: row.inputs, large: {} };
      const outputs = row.type === "node.ended" && row.outputs ? take(row.outputs, `${place} out`) : null;
      const large = { inputs: inputs.large, ...(outputs ? { outputs: outputs.large } : {}) };
      return { ...row, inputs: inputs.rest, ...(outputs ? { outputs: outputs.rest } : {}), large };
    }),
    read,
    async readLarge({ fileId = "" }) {
      await Promise.resolve();
      const value = values.get(fileId);
      if (value === undefined) throw new Error(`no value ${fileId}`);
      read.push(fileId);
      return value;
    },
  };
}
