import { describe, expect, test } from "vitest";
import type { AgentDetail } from "@/lib/agents/contract";
import { changesOf, creationOf, draftOf, emptyBehaviour, emptyDraft, isComplete, letterOf } from "./agent-draft";

const agent: AgentDetail = {
  id: "01a204bf-9b07-7000-b85e-6bcb1f0cb9ce",
  name: "Support triage",
  slug: "support-triage",
  description: "Answers",
  avatar: { text: "S", hue: "answer" },
  workflowId: "01a204bf-9b08-7000-b655-a2cfb1aa4eb0",
  lifecycleState: "draft",
  visibility: "internal",
  publishedNumber: null,
  hasUnpublishedChanges: true,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  behaviour: { ...emptyBehaviour, systemPrompt: "Be kind.", suggestedQuestions: ["Why?"] },
  limits: { concurrentRuns: 4 },
  revision: 3,
};

describe("what is sent of a form", () => {
  test("is nothing where nothing changed, an empty line among the questions included", () => {
    const draft = draftOf(agent);
    expect(changesOf(draft, agent)).toBeNull();
    const behaviour = { ...emptyBehaviour, systemPrompt: "Be kind.", suggestedQuestions: ["Why?", "  "] };
    expect(changesOf({ ...draft, behaviour }, agent)).toBeNull();
  });

  test("is what changed alone", () => {
    expect(changesOf({ ...draftOf(agent), name: " Returns " }, agent)).toEqual({ name: "Returns" });
    expect(changesOf({ ...draftOf(agent), behaviour: emptyBehaviour }, agent)).toEqual({ behaviour: emptyBehaviour });
  });

  test("never touches a graph that was drawn by hand", () => {
    const drawn = { ...agent, behaviour: null };
    expect(changesOf({ ...draftOf(drawn), behaviour: emptyBehaviour }, drawn)).toBeNull();
  });

  test("holds a limit of runs that was typed or taken away, and waits for one that is none", () => {
    const limited = (concurrentRuns: string) => ({ ...draftOf(agent), concurrentRuns });
    expect(changesOf(limited(" 4 "), agent)).toBeNull();
    expect(changesOf(limited("12"), agent)).toEqual({ limits: { concurrentRuns: 12 } });
    expect(changesOf(limited(""), agent)).toEqual({ limits: { concurrentRuns: null } });
    expect(["", "12", "0", "many", "10001"].map((typed) => isComplete(limited(typed)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(changesOf(limited("many"), agent)).not.toBeNull();
  });

  test("gives a new agent the first letter of its name, and no behaviour to a blank one", () => {
    expect(creationOf({ ...emptyDraft, name: "returns", behaviour: null })).toEqual({
      name: "returns",
      description: "",
      avatar: { text: "R", hue: "answer" },
    });
    expect(letterOf({ name: "退货", avatar: { text: "", hue: "data" } })).toBe("退");
    expect(letterOf({ name: "Returns", avatar: { text: "Re", hue: "data" } })).toBe("Re");
  });
});
