import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent } from "../run-log/apply-event";
import { formatEventId, parseEventId, type RunEvent } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { eventsOfRows } from "../run-log/stored-rows";
import { ended, runEnded, runStarted, said, started } from "../run-log/testing/make-events";
import { rowsOf } from "../run-log/testing/stored-events";
import { answerText } from "../run-log/transcript";
import type { Clock } from "../shared/clock";
import { AppError, type ErrorCode } from "../shared/errors";
import { type Connection, type FollowOptions, followRun } from "./follow-client";
import { LiveRun, type Told } from "./live-run";

const answer = { renderMode: "message" as const };
const story: RunEvent[] = [
  runStarted({ inputs: { q: 1 } }),
  started("think", { renderMode: "thought" }),
  said("think", "Hm, ", "thought"),
  ended("think", 1, { renderMode: "thought", content: "Hm, 你好" }),
  started("say", answer),
  said("say", "Grüße, "),
  said("say", "世界"),
  said("say", " 😀"),
  ended("say", 2, { ...answer, content: "Grüße, 世界 😀" }),
  runEnded(3, { response: "Grüße, 世界 😀" }),
];

const makeRun = (token = 1, past?: RunState) =>
  new LiveRun({ runId: "r", workspaceId: "w", token, accepted: Promise.resolve() }, past);

const frame = (event: string, data: unknown, id?: string) =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const frameOf = (told: Told) =>
  told.kind === "snapshot"
    ? frame("snapshot", told.events, formatEventId(told.id))
    : frame("run", told.event, formatEventId(told.id));

/** What a server sends of a run as it is now to who has seen `lastEventId`. */
function sent(run: LiveRun, lastEventId: string | null): string {
  let text = "";
  run.listen(lastEventId === null ? null : parseEventId(lastEventId), (told) => {
    text += frameOf(told);
  })();
  return run.ended ? text + frame("end", {}) : text;
}

const bodyOf = (text: string, bytes = Number.POSITIVE_INFINITY) =>
  new Response(new TextEncoder().encode(text).slice(0, bytes));

/** Pauses that take no time and are remembered. */
function instantClock() {
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => 0,
    monotonic: () => 0,
    sleep: async (ms) => {
      pauses.push(ms);
    },
  };
  return { clock, pauses };
}

interface Seen {
  state: RunState;
  answers: string[];
  connections: Connection[];
  pauses: number[];
  asked: (string | null)[];
}

async function follow(
  open: (lastEventId: string | null) => Response,
  more: Partial<FollowOptions> = {},
): Promise<Seen> {
  const { clock, pauses } = instantClock();
  const seen = { answers: [] as string[], connections: [] as Connection[], asked: [] as (string | null)[] };
  const state = await followRun({
    open: async (lastEventId) => {
      seen.asked.push(lastEventId);
      return open(lastEventId);
    },
    onChange(now, connection) {
      seen.answers.push(answerText(now));
      seen.connections.push(connection);
    },
    signal: new AbortController().signal,
    clock,
    ...more,
  });
  return { ...seen, state, pauses };
}

const growsOnly = (answers: readonly string[]) =>
  answers.every((text, i) => i === 0 || text.startsWith(answers[i - 1] ?? ""));

describe("a run followed over lost connections", () => {
  it("is seen as it was, wherever the connection is cut and whatever is sent again", async () => {
    const connection = fc.record({ published: fc.nat(4), cutAfter: fc.nat(2_000), backwards: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(fc.array(connection, { maxLength: 12 }), async (connections) => {
        const run = makeRun();
        const left = [...story];
        const queue = [...connections];
        const seen = await follow((lastEventId) => {
          const now = queue.shift();
          for (const event of left.splice(0, now?.published ?? left.length)) run.publish(event);
          // A careless server begins earlier than it was asked to.
          const cursor = lastEventId === null ? null : parseEventId(lastEventId);
          const from = cursor && { ...cursor, n: Math.max(0, cursor.n - (now?.backwards ?? 0)) };
          return bodyOf(sent(run, from && formatEventId(from)), now?.cutAfter);
        });
        expect(seen.state).toEqual(run.state);
        expect(growsOnly(seen.answers)).toBe(true);
        expect(seen.connections.at(-1)).toBe("ended");
      }),
    );
  });

  it("is asked for from the last event that came whole", async () => {
    const run = makeRun();
    for (const event of story.slice(0, 3)) run.publish(event);
    const whole = sent(run, "1-0");
    const last = whole.lastIndexOf("id: ");
    let opened = 0;
    const seen = await follow((lastEventId) => {
      opened += 1;
      if (opened === 1) return bodyOf(whole, last + 20);
      for (const event of story.slice(3)) run.publish(event);
      return bodyOf(sent(run, lastEventId));
    });
    expect(seen.asked).toEqual([null, "1-2"]);
    expect(seen.connections).toContain("lost");
    expect(seen.state).toEqual(run.state);
  });

  it("is told anew by its next owner, and what only the earlier one had told is gone", async () => {
    const first = makeRun();
    for (const event of story.slice(0, 6)) first.publish(event);
    const past = eventsOfRows({ started: runStarted({ inputs: { q: 1 } }), ended: null }, rowsOf(story.slice(0, 6)));
    const second = makeRun(2, past.reduce(applyEvent, initialState()));
    let opened = 0;
    const seen = await follow((lastEventId) => {
      opened += 1;
      if (opened === 1) return bodyOf(sent(first, null));
      // The earlier owner does not know yet that it has lost the run.
      const late = frame("run", said("say", "LATE"), "1-7") + frame("snapshot", [], "1-8");
      for (const event of [started("say", { ...answer, attempt: 2 }), said("say", "Anew", "message", 2)]) {
        second.publish(event);
      }
      second.publish(ended("say", 2, { ...answer, attempt: 2, content: "Anew" }));
      second.publish(runEnded(3, { response: "Anew" }));
      return bodyOf(sent(second, lastEventId).replace("event: end", `event: x\ndata: 0\n\n${late}event: end`));
    });
    expect(answerText(seen.state)).toBe("Anew");
    expect(seen.state.nodes.get("say")?.attempt).toBe(2);
    expect(seen.state.nodes.get("think")?.content).toBe("Hm, 你好");
  });

  it("tries again after growing pauses, and quickly again once something has come", async () => {
    let opened = 0;
    const run = makeRun();
    const seen = await follow((lastEventId) => {
      opened += 1;
      if (opened <= 8) throw new TypeError("failed to fetch");
      if (opened === 9) return bodyOf(sent(run, lastEventId) + frame("run", runStarted(), "1-1"));
      for (const event of story) run.publish(event);
      return bodyOf(sent(run, lastEventId));
    });
    expect(seen.pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 250]);
  });

  it.each<ErrorCode>(["not_found", "unauthenticated", "conversation_busy"])("ends with a refusal: %s", async (code) => {
    await expect(
      follow(() => {
        throw new AppError(code, "No.");
      }),
    ).rejects.toMatchObject({ code });
  });

  it("ends with a refusal that comes in the stream, and tries again after a failure there", async () => {
    const failures = [
      { code: "unavailable", detail: "Later." },
      { code: "internal" },
      "rubbish",
      { code: "forbidden" },
    ];
    const { clock, pauses } = instantClock();
    const followed = follow(() => bodyOf(frame("error", failures.shift())), { clock });
    await expect(followed).rejects.toMatchObject({ code: "forbidden" });
    expect(pauses).toEqual([250, 500, 1_000]);
  });

  it("tells the ids of a run that the stream has started", async () => {
    const run = makeRun();
    for (const event of story) run.publish(event);
    const accepted: unknown[] = [];
    await follow(() => bodyOf(frame("accepted", { runId: "r", conversationId: null }) + sent(run, null)), {
      onAccepted: (ids) => accepted.push(ids),
    });
    expect(accepted).toEqual([{ runId: "r", conversationId: null }]);
  });
});

describe("leaving", () => {
  it("ends the following at once, also in a pause", async () => {
    const leaving = new AbortController();
    const state = await followRun({
      open: async () => {
        throw new TypeError("failed to fetch");
      },
      onChange(_, connection) {
        if (connection === "lost") setTimeout(() => leaving.abort(), 5);
      },
      signal: leaving.signal,
    });
    expect(state).toEqual(initialState());
  });

  it("opens nothing when one has left before", async () => {
    const seen = await follow(() => bodyOf(""), { signal: AbortSignal.abort() });
    expect(seen.asked).toEqual([]);
  });
});
