// What somebody fills into the form of an agent: read from the agent, compared with it, and what of it is sent. Pure.

import type { AgentDetail, Behaviour, createAgent, updateAgent } from "@/lib/agents/contract";
import type { CallInput } from "@/lib/http/client";
import { mostRunsAtATime } from "@/lib/shared/run-limits";
import { readLimit } from "../forms/read-limit";

export interface AgentDraft {
  name: string;
  description: string;
  avatar: AgentDetail["avatar"];
  /** Null where the graph is drawn by hand. */
  behaviour: Behaviour | null;
  /** As typed; empty = no limit of its own. */
  concurrentRuns: string;
}

export const maxQuestions = 12;

export const emptyBehaviour: Behaviour = {
  systemPrompt: "",
  modelId: null,
  temperature: null,
  parameters: {},
  welcomeMessage: "",
  suggestedQuestions: [],
};

export const emptyDraft: AgentDraft = {
  name: "",
  description: "",
  avatar: { text: "", hue: "answer" },
  behaviour: emptyBehaviour,
  concurrentRuns: "",
};

/** The form of an agent as it is. */
export function draftOf({ name, description, avatar, behaviour, limits }: AgentDetail): AgentDraft {
  return { name, description, avatar, behaviour, concurrentRuns: String(limits.concurrentRuns ?? "") };
}

/** How many runs at a time a form names: null where none, undefined where what was typed is no limit. */
export function runLimitOf(draft: Pick<AgentDraft, "concurrentRuns">): number | null | undefined {
  return readLimit(draft.concurrentRuns, mostRunsAtATime);
}

/** Whether a form can be sent as it stands. */
export function isComplete(draft: AgentDraft): boolean {
  return draft.name.trim() !== "" && runLimitOf(draft) !== undefined;
}

/** The letter that stands for a name where none was chosen. */
export function letterOf({ name, avatar }: Pick<AgentDraft, "name" | "avatar">): string {
  return avatar.text || (Array.from(name.trim())[0] ?? "").toUpperCase();
}

/** Behaviour without the empty lines of a form. */
function cleaned(behaviour: Behaviour): Behaviour {
  const questions = behaviour.suggestedQuestions.map((question) => question.trim()).filter(Boolean);
  // In one order, however they were chosen and stored.
  const parameters = Object.entries(behaviour.parameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...behaviour, suggestedQuestions: questions, parameters: Object.fromEntries(parameters) };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

type Changes = Omit<CallInput<typeof updateAgent>["body"], "baseRevision">;

/** What differs from the agent as it is; null where nothing does. */
export function changesOf(draft: AgentDraft, agent: AgentDetail): Changes | null {
  const behaviour = draft.behaviour && cleaned(draft.behaviour);
  const concurrentRuns = runLimitOf(draft);
  const changes: Changes = {
    ...(draft.name.trim() === agent.name ? {} : { name: draft.name.trim() }),
    ...(draft.description === agent.description ? {} : { description: draft.description }),
    ...(same(draft.avatar, agent.avatar) ? {} : { avatar: { ...draft.avatar, text: letterOf(draft) } }),
    // What is no limit counts as a change, so that the form says that it is not saved.
    ...(concurrentRuns === agent.limits.concurrentRuns ? {} : { limits: { concurrentRuns: concurrentRuns ?? null } }),
    ...(behaviour && agent.behaviour && !same(behaviour, cleaned(agent.behaviour)) ? { behaviour } : {}),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

/** What a new agent is made of. */
export function creationOf(draft: AgentDraft): CallInput<typeof createAgent>["body"] {
  return {
    name: draft.name.trim(),
    description: draft.description,
    avatar: { ...draft.avatar, text: letterOf(draft) },
    ...(draft.behaviour ? { behaviour: cleaned(draft.behaviour) } : {}),
  };
}
