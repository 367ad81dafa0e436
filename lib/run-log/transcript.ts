// What people read of a run: the parts of its answer and its thoughts, each in the order of speaking. View models of
// the chat and of the run page; no words of its own.

import { comparePlaces } from "./compare-places";
import type { NodeStatus } from "./events";
import type { NodeState, RunState } from "./state";

export interface MessagePart {
  path: string;
  attempt: number;
  nodeId: string;
  name: string;
  status: NodeStatus;
  text: string;
}

export interface ThoughtPart {
  path: string;
  attempt: number;
  nodeId: string;
  name: string;
  nodeType: string;
  status: NodeStatus;
  summary: string | null;
  text: string;
  startedAt: number;
  /** Null while it goes on. */
  durationMs: number | null;
  /** Why it failed. */
  error: { code: string; message: string } | null;
}

/** The parts of the answer that may be read by now, in the order of speaking. */
export function messageParts(state: RunState): MessagePart[] {
  return ordered(state, (node) => node.renderMode === "message" && node.shown && node.content !== "").map((node) => ({
    path: node.path,
    attempt: node.attempt,
    nodeId: node.nodeId,
    name: node.name,
    status: node.status,
    text: node.content,
  }));
}

/** The answer as far as it may be read by now. */
export function answerText(state: RunState): string {
  return messageParts(state)
    .map((part) => part.text)
    .join("");
}

/** What was thought, in the order of speaking: nodes that are thoughts, and the reasoning of those that answer. */
export function thoughtParts(state: RunState): ThoughtPart[] {
  return ordered(state, isThought).map((node) => ({
    path: node.path,
    attempt: node.attempt,
    nodeId: node.nodeId,
    name: node.name,
    nodeType: node.nodeType,
    status: node.status,
    summary: node.summary,
    text: node.renderMode === "thought" ? node.content : node.thought,
    startedAt: node.startedAt,
    durationMs: node.durationMs,
    error: node.error && { code: node.error.code, message: node.error.message },
  }));
}

/** Whether a node has something to show among the thoughts. */
export function isThought(node: NodeState): boolean {
  if (node.status === "skipped") return false;
  return node.renderMode === "thought" || (node.renderMode === "message" && node.thought !== "");
}

function ordered(state: RunState, wanted: (node: NodeState) => boolean): NodeState[] {
  return [...state.nodes.values()].filter(wanted).sort(comparePlaces);
}
