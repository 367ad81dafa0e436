import { describe, expect, it } from "vitest";
import { applyEvent } from "../run-log/apply-event";
import { initialState } from "../run-log/state";
import { answerText, messageParts } from "../run-log/transcript";
import { logText } from "./testing/log-text";
import { runDrawn } from "./testing/run-drawn";

const spoken = (events: Parameters<typeof logText>[0]) => logText(events).filter((line) => line.startsWith("- "));

describe("an answer", () => {
  it("streams as it is said", async () => {
    const seen: [number, string][] = [];
    await runDrawn("start -> answer\nanswer: says=a|b|c takes=30", {
      onEvent: (event, clock) => {
        if (event.type === "node.text") seen.push([clock.now(), event.text]);
      },
    });
    expect(seen).toEqual([
      [0, "a"],
      [10, "b"],
      [20, "c"],
    ]);
  });

  it("is told in the order of the graph, whoever is faster", async () => {
    const { events, ended, streamed } = await runDrawn(
      "start -> answer_1, answer_2 -> answer_3\nanswer_1: says=a|b takes=40\nanswer_2: says=c|d takes=10\nanswer_3: says=e",
    );
    expect(spoken(events)).toEqual([
      "- answer_1 says a",
      "- answer_1 says b",
      "- answer_2 says cd",
      "- answer_3 says e",
    ]);
    expect(ended?.response).toBe("abcde");
    expect(streamed).toBe("abcde");
  });

  it("goes on streaming from a speaker whose turn comes while it speaks", async () => {
    const { events } = await runDrawn(
      "start -> answer_1, answer_2\nanswer_1: says=a takes=20\nanswer_2: says=b|c|d|e takes=40",
    );
    expect(spoken(events)).toEqual(["- answer_1 says a", "- answer_2 says bcd", "- answer_2 says e"]);
  });

  it("waits for a speaker that has not begun, until that one is skipped", async () => {
    const { events } = await runDrawn(
      "start -> a -> condition ->[case_1] answer_1\ncondition ->[else] b -> answer_2\nstart -> c -> d -> e -> f -> answer_9\na: takes=50\nanswer_9: says=late\nanswer_2: says=early",
      { graph: { nodes: { condition: { config: { take: "case_1" } }, answer_1: { config: { says: "first" } } } } },
    );
    expect(spoken(events)).toEqual(["- answer_1 says first", "- answer_9 says late"]);
  });

  it("marks the end of a part that is held back, and shows it when its turn comes", async () => {
    const readable: string[] = [];
    const state = initialState();
    const { events } = await runDrawn("start -> answer_1, answer_2\nanswer_1: says=a takes=20\nanswer_2: says=b", {
      onEvent: (event) => readable.push(answerText(applyEvent(state, event))),
    });
    const end = events.findIndex((event) => event.type === "node.ended" && event.path === "answer_2");
    const turn = events.findIndex((event) => event.type === "node.text" && event.path === "answer_2");
    expect(events[end]).toMatchObject({ held: true, content: "b" });
    expect(end).toBeLessThan(turn);
    expect(readable[end]).toBe("a");
    expect(readable[turn]).toBe("ab");
  });

  it("takes the text that a node gives as a whole where it streamed none", async () => {
    const { ended } = await runDrawn("start -> answer_1 -> answer_2\nanswer_2: says=streamed", {
      scripts: {
        answer_1: async () => ({ outputs: {}, content: "whole " }),
        answer_2: async (call) => {
          call.voice.text("streamed");
          return { outputs: {}, content: "ignored" };
        },
      },
    });
    expect(ended?.response).toBe("whole streamed");
  });

  it("drops what a failed try had said", async () => {
    const { ended, state } = await runDrawn("start -> answer\nanswer: says=once fails=1 retry=1");
    expect(ended?.response).toBe("once");
    expect(state.nodes.get("answer")?.content).toBe("once");
  });

  it("drops what a failed try had said while it was held back", async () => {
    const { streamed } = await runDrawn(
      "start -> answer_1, answer_2\nanswer_1: says=a takes=50\nanswer_2: says=b fails=1 retry=1",
    );
    expect(streamed).toBe("ab");
  });

  it("keeps what was said when the run fails", async () => {
    const { ended, state } = await runDrawn(
      "start -> answer, b\nanswer: says=so|far takes=100\nb: takes=60 fails=always",
    );
    expect(ended).toMatchObject({ status: "failed", response: "sofar" });
    expect(state.nodes.get("answer")).toMatchObject({ content: "sofar", error: { code: "run_cancelled" } });
  });

  it("tells what was held back when the run ends early", async () => {
    const { streamed, ended } = await runDrawn(
      "start -> answer_1, answer_2, b\nanswer_1: says=a takes=100\nanswer_2: says=b\nb: takes=60 fails=always",
    );
    expect(streamed).toBe("ab");
    expect(ended?.response).toBe("ab");
  });

  it("is the same for who folds the events", async () => {
    const { state, ended } = await runDrawn("start -> answer_2, answer_10\nanswer_2: says=two\nanswer_10: says=ten");
    expect(answerText(state)).toBe(ended?.response);
    expect(messageParts(state).map((part) => part.path)).toEqual(["answer_10", "answer_2"]);
  });
});

describe("other voices", () => {
  it("tell thoughts at once, whoever's turn it is", async () => {
    const { events, state } = await runDrawn(
      "start -> answer, think\nanswer: says=a takes=20\nthink: says=hm thinks=so render=thought",
    );
    expect(spoken(events)).toEqual(["- answer says a", "- think thinks so", "- think thinks hm"]);
    expect(state.nodes.get("think")).toMatchObject({ content: "sohm", thought: "" });
  });

  it("keep reasoning apart from the message", async () => {
    const { state } = await runDrawn("start -> answer\nanswer: says=answer thinks=reason");
    expect(state.nodes.get("answer")).toMatchObject({ content: "answer", thought: "reason" });
  });

  it("keep hidden nodes silent, and their reasoning for the debugger", async () => {
    const { events, state } = await runDrawn("start -> a\na: says=secret thinks=why");
    expect(events.filter((event) => event.type === "node.text")).toMatchObject([{ text: "why", hidden: true }]);
    expect(state.nodes.get("a")).toMatchObject({ content: "", thought: "why" });
  });

  it("show summaries and notes", async () => {
    const { state, events } = await runDrawn("start -> a", {
      scripts: {
        a: async ({ voice }) => {
          voice.summary("Looking");
          voice.note("line 1");
          voice.summary("Found");
          return { outputs: {}, summary: "Found 3" };
        },
      },
    });
    expect(logText(events)).toContain("- a shows Looking");
    expect(state.nodes.get("a")).toMatchObject({ summary: "Found 3", notes: [{ at: 0, message: "line 1" }] });
  });

  it("are not heard after the node has ended", async () => {
    let late = () => {};
    const { events } = await runDrawn("start -> answer -> b\nb: takes=10", {
      scripts: {
        answer: async ({ voice }) => {
          late = () => {
            voice.text("late");
            voice.thought("late");
            voice.summary("late");
            voice.note("late");
          };
          return { outputs: {}, content: "in time" };
        },
        b: async (_call, clock) => {
          await clock.sleep(10);
          late();
          return { outputs: {} };
        },
      },
    });
    expect(JSON.stringify(events)).not.toContain('"late"');
  });

  it("keep a character whole that arrives in two halves", async () => {
    const { ended, events } = await runDrawn("start -> answer", {
      scripts: {
        answer: async ({ voice }) => {
          const [high = "", low = ""] = "😀".split("");
          voice.text(`a${high}`);
          voice.text(`${low}b${high}`);
          return { outputs: {} };
        },
      },
    });
    expect(ended?.response).toBe("a😀b\ufffd");
    expect(spoken(events)).toEqual(["- answer says a", "- answer says 😀b", "- answer says \ufffd"]);
  });
});
