// Notes calls and ends of runs in this process's one writer. Never throws and never waits: whoever made a call goes on.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { newId } from "../shared/ids";
import { type CallRecord, type RunEnd, rowOfCall, rowOfRunEnd } from "./call-record";
import { type CallWriter, makeCallWriter, usualLimits } from "./call-writer";
import type { CallLogSettings } from "./contract";
import { keepNothing, knownLogSettings, loadLogSettings } from "./log-settings";
import { type CallBatch, writeCalls } from "./write-calls";

interface Notes {
  calls: CallWriter;
  /** Apart, because nobody waits for them: many runs end in a moment, and what counts is their sum. */
  ends: CallWriter;
  /** Calls whose workspace's settings are being read. */
  reading: Set<Promise<void>>;
}

// On globalThis: bundles may hold this module twice, and there must be one writer a process.
const holder: { weftCalls?: Notes } = globalThis as { weftCalls?: Notes };

function notes(): Notes {
  // Counts and logs are the system's: one statement serves calls of many workspaces.
  const store = (batch: CallBatch) => writeCalls(systemSql(), batch);
  holder.weftCalls ??= {
    calls: makeCallWriter(store),
    ends: makeCallWriter(store, { ...usualLimits, restMs: 200 }),
    reading: new Set(),
  };
  return holder.weftCalls;
}

/** Notes a call; whatever it used counts from when this resolves, which nobody has to wait for. */
export function recordCall(record: CallRecord): Promise<void> {
  const { calls: writer, reading } = notes();
  // Made now, because ids are the order of the log.
  const id = newId();
  const known = record.parameters || record.bodies ? knownLogSettings(record.caller.workspaceId) : null;
  if (known || !(record.parameters || record.bodies)) {
    add(writer, record, known ?? keepNothing, id);
    return writer.written();
  }
  const read = loadLogSettings(record.caller.workspaceId).then((settings) => add(writer, record, settings, id));
  reading.add(read);
  return read.finally(() => reading.delete(read)).then(() => writer.written());
}

function add(writer: CallWriter, record: CallRecord, settings: CallLogSettings, id: string): void {
  try {
    writer.addCall(rowOfCall(record, settings, id));
  } catch (error) {
    log.error({ err: error }, "a call could not be noted");
  }
}

/** Counts a run that has ended. */
export function recordRunEnd(end: RunEnd): void {
  notes().ends.addRunEnd(rowOfRunEnd(end));
}

const patienceMs = 2_000;

/**
 * Resolves when every call noted so far is stored, or after two seconds. What tells that a node has ended is stored
 * after this, so that no end of a node outlives a crash that its calls' notes did not.
 */
export async function callsNoted(): Promise<void> {
  const open = holder.weftCalls;
  if (!open || (open.reading.size === 0 && open.calls.isDone())) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(open.reading).then(() => open.calls.written()), late]);
  clearTimeout(timer);
}

/** Resolves when everything noted so far is stored, for a process that ends. */
export async function allNoted(): Promise<void> {
  await callsNoted();
  await holder.weftCalls?.ends.written();
}
